/** Answers for every document of `bench/synthetic.ts`; it ignores credentials and methods. The argument is the port. */
import { createServer } from 'node:http';

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const isThing =
      /^application\/json *(;|$)/i.test(request.headers['content-type'] ?? '') &&
      isValid(Buffer.concat(chunks).toString());
    response
      .writeHead(isThing ? 200 : 400, { 'content-type': 'application/json' })
      .end(JSON.stringify(isThing ? { status: 'done', owner: { name: 'Ada' } } : { error: 'it is no thing' }));
  });
}).listen(Number(process.argv[2]), '127.0.0.1');

const isText = (value: unknown, least = 0, most = Infinity): boolean =>
  typeof value === 'string' && value.length >= least && value.length <= most;

function isValid(body: string): boolean {
  let thing: { name?: unknown; count?: unknown; owner?: { name?: unknown; email?: unknown }; notes?: unknown };
  try {
    thing = JSON.parse(body) as typeof thing;
  } catch {
    return false;
  }
  if (typeof thing !== 'object' || thing === null || Array.isArray(thing)) return false;
  const { name, count, owner, notes = [] } = thing;
  if (!isText(name, 1) || !Number.isInteger(count) || (count as number) < 0 || (count as number) > 100) return false;
  if (!Array.isArray(notes) || !notes.every((note) => isText(note))) return false;
  if (!('owner' in thing)) return true;
  if (typeof owner !== 'object' || owner === null || Array.isArray(owner)) return false;
  return isText(owner.name, 1, 40) && isText(owner.email ?? '');
}
