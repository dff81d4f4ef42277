/** Exits with 0 as soon as WAIT_ON answers, with any status. */
const answer = fetch(process.env.WAIT_ON, { redirect: 'manual', signal: AbortSignal.timeout(5000) });
answer.then(
  () => process.exit(0),
  () => process.exit(1),
);
