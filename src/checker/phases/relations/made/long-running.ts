/** Work that goes on after a 202: what the answer names is there, ends in the time that words say, and stays as it ended. */
import { setTimeout as delay } from 'node:timers/promises';
import { isObject, operationObject, type Json, type Operation } from '../../../../openapi/document.js';
import type { Found } from '../../../found.js';
import { bare } from '../../../records/collections.js';
import { areMade, templateOf, type MadeCollection, recordOf } from '../../../records/made-record.js';
import { endOf, type Run } from '../../../run.js';
import { sentencesOf } from '../../../sentences.js';
import { Fixture, hasSucceeded, refusedBy, relationViolation, targetAt, type Received } from '../fixture.js';
import { failed, recordIn, type DerivedPart } from './subject.js';
import { createMatcher } from '../../../../openapi/match.js';

/** Of Azure's guidelines, and of RFC 9110, 15.3.3. */
const locations = ['operation-location', 'azure-asyncoperation', 'location'];

/** Seconds that work may take which the document says no time of; and those that a clock may be off. */
const longest = 5;
const slack = 1;
/** Milliseconds from one look to the next. */
const pause = 200;

export function longRunningParts(run: Run, { below, inner, create, isLost }: MadeCollection): DerivedPart[] {
  return [...new Set([create, ...(isLost ? [] : below)])].flatMap((operation): DerivedPart[] => {
    const { headers } = operation.responses.get('202')?.value ?? {};
    const names = Object.keys(isObject(headers) ? headers : {}).map((name) => name.toLowerCase());
    const record = recordOf(run, operation, inner);
    const header = locations.find((name) => names.includes(name));
    if (header === undefined || !areMade(operation, record)) return [];
    const check = () => checkWork(run, operation, header);
    return [{ name: `what ${header} names comes to an end`, operation, check }];
  });
}

/** "The operation reaches a final status within five seconds" */
function secondsIn(run: Run, operation: Operation): number | undefined {
  const { description } = operationObject(run.document, operation) ?? {};
  const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
  const found = sentencesOf(description).flatMap((one) => {
    const [, said = ''] = /\b(?:within|in at most|after at most|no later than) (\d+|\w+) seconds?\b/i.exec(one) ?? [];
    const seconds = /^\d+$/.test(said) ? Number(said) : numbers.indexOf(said.toLowerCase()) + 1;
    return seconds > 0 ? [seconds] : [];
  });
  return found[0];
}

const isFinal = (state: Json | undefined): boolean =>
  typeof state === 'string' &&
  /^(?:succe(?:eded|ss|ssful)|fail(?:ed|ure)|cancel(?:l?ed)?|complete[d]?|done|finished|error(?:ed)?|reject(?:ed)?|abort(?:ed)?)$/i.test(
    state,
  );

async function checkWork(run: Run, operation: Operation, header: string): Promise<Found> {
  const record = recordOf(run, operation);
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const { request } = await fixture.context.request(operation, templateOf(record));
  const started = await fixture.sendRequest(operation, request);
  if (!hasSucceeded(started)) return refusedBy(started);
  const link = started.headers[header]?.[0];
  const target = link === undefined ? undefined : targetAt(run.gateway.target, link, request.target);
  if (started.status !== 202 || target === undefined) return 'it names nothing here that goes on';
  const reading = readingOf(run, target);
  if (!reading) return 'what it names is not in the document';
  const { request: plain } = await fixture.context.request(reading, {});
  const look = (): Promise<Received> =>
    fixture.sendRequest(reading, { ...plain, target: withQuery(target, plain.target) });
  const said = secondsIn(run, operation);
  const end = Date.now() + ((said ?? longest) + slack) * 1000;
  let shown = await look();
  while (hasSucceeded(shown) && !isFinal(stateOf(shown)) && Date.now() < end && endOf(run) === undefined) {
    await delay(pause);
    shown = await look();
  }
  if (!hasSucceeded(shown))
    return failed(shown, [relationViolation(header, `expected what it names to be there, got ${shown.status}`)]);
  if (shown.violations.length > 0) return failed(shown, shown.violations);
  const state = stateOf(shown);
  if (state === undefined) return 'it shows no status';
  if (!isFinal(state)) {
    const message = `expected a status that is final after ${said} seconds`;
    return said === undefined ? 'it goes on' : failed(shown, [relationViolation('/status', message)]);
  }
  await delay(pause);
  const later = await look();
  const isOther = hasSucceeded(later) && stateOf(later) !== state;
  return failed(later, isOther ? [relationViolation('/status', 'was final, and is another one afterwards')] : []);
}

function stateOf(received: Received): Json | undefined {
  const shown = recordIn(received);
  return isObject(shown) ? (shown.status ?? shown.state) : undefined;
}

/** What shows the work that a target of a request names. */
function readingOf({ operations }: Run, target: string): Operation | undefined {
  const reads = operations.filter(({ method }) => method === 'GET');
  const routes = reads.map((operation) => ({ method: 'GET', path: bare(operation.path), operation }));
  const found = createMatcher(routes)('GET', bare(target.split('?')[0] ?? ''));
  return found && 'route' in found ? found.route.operation : undefined;
}

/** What the document requires in a query, where a URL has none. */
const withQuery = (target: string, made: string): string => {
  const query = made.split('?')[1];
  return target.includes('?') || query === undefined ? target : `${target}?${query}`;
};
