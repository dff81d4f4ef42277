/** Seconds between two lines where stderr is no terminal. */
const pause = 10;

/** Reports the progress of a command: in one line on a terminal, elsewhere with a line every ten seconds. */
export function progress(): (done: number, planned: number, remark?: string) => void {
  let told = Date.now();
  return (done, planned, remark = '') => {
    const line = `${done} of ${planned}${remark}`;
    if (process.stderr.isTTY) process.stderr.write(`\r${line}\x1b[K`);
    else if (Date.now() - told >= pause * 1000) {
      told = Date.now();
      process.stderr.write(`${line}\n`);
    }
  };
}
