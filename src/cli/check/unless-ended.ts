/** Runs code of the user's configuration, which may end the process: without a verdict that is no success. */
export async function unlessEnded<T>(name: string, run: () => Promise<T>): Promise<T> {
  const onExit = () => {
    console.error(
      `kyc-contracts: ${name} has ended the process before anything was checked: take process.exit out of it`,
    );
    process.exitCode = 2;
  };
  process.once('exit', onExit);
  try {
    return await run();
  } finally {
    process.off('exit', onExit);
  }
}
