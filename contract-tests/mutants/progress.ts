/** Reports the progress of a command: in one line on a terminal, elsewhere with a line for every so many. */
export const progressEvery =
  (count: number) =>
  (done: number, planned: number): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${planned}`);
    else if (done % count === 0) process.stderr.write(`${done} of ${planned}\n`);
  };
