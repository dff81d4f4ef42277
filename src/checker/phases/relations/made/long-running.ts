/** Work that goes on after a 202: what the answer names is there, ends in the time that words say, and stays as it ended. */
import { setTimeout as delay } from 'node:timers/promises';
import { isObject, type Json, type Operation } from '../../../../openapi/document.js';
import type { Found } from '../../../found.js';
import { isAction } from '../../../records/collections.js';
import { areMade, templateOf, type MadeCollection, recordOf } from '../../../records/made-record.js';
import { endOf, type Run } from '../../../run.js';
import { Fixture, hasSucceeded, readingOf, refusedBy, relationViolation, targetAt, type Received } from '../fixture.js';
import { failed, recordIn, type DerivedPart } from './subject.js';
import { answerSchema } from '../../../records/wrapping.js';
import { isSameValue } from '../../../relations/shared-members.js';
import type { Step } from '../../../recipes/step.js';
import { longestWork, secondsSaid, stepUntilEnd } from '../../../records/background-work.js';
import { isFinal, stateShown } from '../../../relations/final-states.js';

/** Of Azure's guidelines, and of RFC 9110, 15.3.3. */
const locations = ['operation-location', 'azure-asyncoperation', 'location'];

/** Seconds that a clock may be off. */
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

/** What is done with a record while work goes on, such as to cancel it: where that is its end, it stays so. */
export function endedParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { read, below, inner, isLost } = collection;
  const untilEnd = isLost ? undefined : stepUntilEnd(run.document, collection);
  if (!read || !untilEnd) return [];
  return below.flatMap((operation): DerivedPart[] => {
    if (!isAction(operation, collection) || !areMade(operation, recordOf(run, operation, inner))) return [];
    const check = () => checkStays(run, collection, operation, { read, untilEnd });
    return [{ name: 'what it ends stays as it ended', operation, check }];
  });
}

async function checkStays(
  run: Run,
  { inner }: MadeCollection,
  operation: Operation,
  { read, untilEnd }: { read: Operation; untilEnd: Step },
): Promise<Found> {
  const [fixture, beside] = [await Fixture.after(run, inner.given), await Fixture.after(run, inner.given)];
  if (!(fixture instanceof Fixture)) return fixture;
  if (!(beside instanceof Fixture)) return beside;
  const look = () => fixture.send(read, templateOf(inner));
  const before = stateOf(await look());
  const answer = await fixture.send(operation, templateOf(inner));
  if (!hasSucceeded(answer)) return refusedBy(answer);
  const ended = stateOf(await look());
  if (isFinal(before) || !isFinal(ended)) return 'it does not end what goes on';
  // Another one, which nothing is done with, shows how long the work takes.
  await beside.context.runStep(untilEnd);
  await delay(pause);
  const later = await look();
  const isOther = hasSucceeded(later) && stateOf(later) !== ended;
  return failed(later, isOther ? [relationViolation('/status', 'was final, and is another one afterwards')] : []);
}

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
  const said = secondsSaid(run.document, operation);
  const end = Date.now() + ((said ?? longestWork) + slack) * 1000;
  let shown = await look();
  while (hasSucceeded(shown) && !isFinal(stateOf(shown)) && Date.now() < end && endOf(run) === undefined) {
    await delay(pause);
    shown = await look();
  }
  if (!hasSucceeded(shown))
    return failed(shown, [relationViolation(header, `expected what it names to be there, got ${shown.status}`)]);
  if (shown.violations.length > 0) return failed(shown, shown.violations);
  const [own, named] = [started, shown].map(idOf);
  if (own !== undefined && named !== undefined && !isSameValue(own, named) && isOneSchema(run, operation, reading))
    return failed(shown, [relationViolation('/id', `is another one than that of which ${header} was the answer`)]);
  const state = stateOf(shown);
  if (state === undefined) return 'it shows no status';
  if (!isFinal(state)) {
    const message = `expected a status that is final after ${said} seconds`;
    return said === undefined ? 'it goes on' : failed(shown, [relationViolation('/status', message)]);
  }
  for (const longer of [1, 2, 3]) {
    await delay(longer * pause);
    const later = await look();
    if (hasSucceeded(later) && stateOf(later) !== state)
      return failed(later, [relationViolation('/status', 'was final, and is another one afterwards')]);
  }
  return { violations: [] };
}

function idOf(received: Received): Json | undefined {
  const shown = recordIn(received);
  return isObject(shown) ? shown.id : undefined;
}

/** Whether two operations answer with the same record. */
const isOneSchema = ({ document }: Run, one: Operation, other: Operation): boolean =>
  JSON.stringify(answerSchema(document, one)) === JSON.stringify(answerSchema(document, other));

const stateOf = (received: Received): Json | undefined => stateShown(recordIn(received));

/** What the document requires in a query, where a URL has none. */
const withQuery = (target: string, made: string): string => {
  const query = made.split('?')[1];
  return target.includes('?') || query === undefined ? target : `${target}?${query}`;
};
