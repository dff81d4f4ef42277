/** Exits with 0 as soon as WAIT_ON answers, with any status; with 2 if it is no URL of HTTP. */
const url = process.env.WAIT_ON ?? '';
if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) process.exit(2);
const answer = fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) });
answer.then(
  () => process.exit(0),
  () => process.exit(1),
);
