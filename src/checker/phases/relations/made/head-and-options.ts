/** HEAD says what GET says, without the content (RFC 9110, 9.3.2), and OPTIONS what is allowed (9.3.7). */
import { isObject, type Operation } from '../../../../openapi/document.js';
import type { Found } from '../../../found.js';
import { bare, readAt } from '../../../records/collections.js';
import { areMade, recordOf, templateOf, type MadeRecord } from '../../../records/made-record.js';
import type { Run } from '../../../run.js';
import { responseFor, type Violation } from '../../../validate/response.js';
import { Fixture, hasSucceeded, refusedBy, relationViolation, statusViolation, type Received } from '../fixture.js';
import { failed, type DerivedPart } from './subject.js';

/** Of what GET would send: they differ only with the content. */
const ofContent = ['content-type', 'content-language', 'content-encoding', 'etag', 'last-modified'];

export function headAndOptionsParts(run: Run): DerivedPart[] {
  return run.operations.flatMap((operation): DerivedPart[] => {
    if (operation.method === 'OPTIONS')
      return [{ name: 'it allows what the document has', operation, check: () => checkAllow(run, operation) }];
    if (operation.method !== 'HEAD') return [];
    const look = readAt(run.operations, operation.path);
    const record = look && recordOf(run, look);
    if (!look || !record || !areMade(look, record)) return [];
    const isNamed = operation.parameters.some((one) => one.in === 'path');
    return [
      { name: 'it says what GET says', operation, check: () => checkHead(run, operation, look, record) },
      ...(isNamed
        ? [{ name: 'it finds what GET finds', operation, check: () => checkNotThere(run, operation, look, record) }]
        : []),
    ];
  });
}

async function checkHead(run: Run, operation: Operation, look: Operation, record: MadeRecord): Promise<Found> {
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(record);
  // What differs from one GET to the next says nothing.
  const first = await fixture.send(look, template);
  const head = await fixture.send(operation, template);
  const again = await fixture.send(look, template);
  if (!hasSucceeded(first) || !hasSucceeded(again)) return refusedBy(first);
  if (head.status !== first.status)
    return failed(head, [statusViolation(`expected ${first.status}, as GET answers, got ${head.status}`)]);
  const documented = headersOf(operation, head.status);
  const names = [...new Set([...ofContent, ...documented])].filter((name) => name !== 'content-length');
  const differing = names.flatMap((name): Violation[] => {
    const [own, one, other] = [head, first, again].map(({ headers }) => headers[name]?.join(', '));
    if (one === undefined || one !== other || own === one) return [];
    // It may leave out what is made with the content.
    return own === undefined && !documented.has(name) ? [] : [otherHeader(name)];
  });
  return failed(head, [...differing, ...otherLength(head, [first, again])]);
}

/** A length that differs from that of GET; where GET has none, from that of its content. */
function otherLength(head: Received, [one, other]: [Received, Received]): Violation[] {
  const own = head.headers['content-length']?.[0];
  const isSteady = one.body.equals(other.body) && one.headers['content-encoding'] === undefined;
  const length = one.headers['content-length']?.[0] ?? String(one.body.length);
  return own !== undefined && isSteady && own !== length ? [otherHeader('content-length')] : [];
}

async function checkNotThere(run: Run, operation: Operation, look: Operation, record: MadeRecord): Promise<Found> {
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const { parameters = {}, ...template } = templateOf(record);
  const name = look.parameters.findLast((one) => one.in === 'path')?.name ?? '';
  const id = fixture.context.fill(parameters[name] ?? null);
  if (typeof id !== 'string' && typeof id !== 'number') return 'its record is not named by a text';
  const other = { ...template, parameters: { ...parameters, [name]: { $another: String(id) } } };
  const wanted = await fixture.send(look, other);
  const head = await fixture.send(operation, other);
  if (hasSucceeded(wanted)) return 'GET finds another one';
  if (head.status === wanted.status) return failed(head, head.violations);
  return failed(head, [statusViolation(`expected ${wanted.status}, as GET answers, got ${head.status}`)]);
}

/** `Allow` lists the methods of the resource (RFC 9110, 10.2.1). */
async function checkAllow(run: Run, operation: Operation): Promise<Found> {
  const look = readAt(run.operations, operation.path);
  const record = recordOf(run, look ?? operation);
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const answer = await fixture.send(operation, templateOf(record));
  if (!hasSucceeded(answer)) return refusedBy(answer);
  if (answer.headers.allow === undefined) return 'it has no header Allow';
  const allowed = answer.headers.allow
    .join(',')
    .split(',')
    .map((one) => one.trim());
  const documented = run.operations.flatMap(({ method, path }) =>
    bare(path) === bare(operation.path) ? [method] : [],
  );
  const lacking = documented.filter((method) => !allowed.includes(method));
  return failed(
    answer,
    lacking.map((method) => relationViolation('allow', `expected ${method} in it, which the document has`)),
  );
}

/** Names, in lower case, of the headers that the document has for an answer. */
function headersOf({ responses }: Operation, status: number): Set<string> {
  const { headers } = responseFor(responses, status)?.[1].value ?? {};
  return new Set(Object.keys(isObject(headers) ? headers : {}).map((name) => name.toLowerCase()));
}

const otherHeader = (name: string): Violation => relationViolation(name, 'is another one than GET has');
