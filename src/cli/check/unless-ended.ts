/** Runs code of the user's configuration, which may end the process: without a verdict that is no success. */
export async function unlessEnded<T>(name: string, run: () => Promise<T>): Promise<T> {
  const onExit = () => {
    console.error(
      `kyc-contracts: ${name} has ended the process before anything was checked: take process.exit out of it`,
    );
    process.exitCode = 2;
  };
  // Where nothing is left to wait for, the code has not ended the process: it waits for ever, which is told elsewhere.
  const onNothingLeft = () => process.off('exit', onExit);
  process.once('exit', onExit);
  process.once('beforeExit', onNothingLeft);
  try {
    return await run();
  } finally {
    process.off('exit', onExit);
    process.off('beforeExit', onNothingLeft);
  }
}
