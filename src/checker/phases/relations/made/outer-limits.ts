/**
 * A number that a record around it limits, by the words of a document: "Payments are never more than the balance" of an
 * invoice, "409 if the quantity exceeds the stock". What is said otherwise is not read.
 */
import {
  hasType,
  propertiesOf,
  valueAt,
  type Json,
  type JsonObject,
  type Operation,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { plain } from '../../../records/ids.js';
import { stepOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { membersAnswered, recordSchemaOf } from '../../../records/wrapping.js';
import type { Run } from '../../../run.js';
import { sentencesAbout } from '../../../sentences.js';
import { refusals } from '../../../status.js';
import { Fixture, hasSucceeded, refusedBy, refusedRightly, statusViolation } from '../fixture.js';

import { pointerTo, recordIn, type DerivedPart } from './subject.js';
import { withPatch } from '../other-values.js';

const exceeds = /\b(?:more than|exceeds?|exceeding|above|greater than|larger than|over)\b(?<after>.*)/i;
const isForbidden = /\b(?:never|not|cannot|no|400|409|422|refused|rejected|fails?|conflict|errors?)\b/i;
const isOther = /\b(?:unless|except|warning|plus|\d+ ?%|percent|times)\b/i;

/** The member that a sentence says a number may not exceed: `balance`, and `balanceCents` where no other begins so. */
export function limitIn(sentence: string, members: readonly string[], isRefusal: boolean): string | undefined {
  const after = exceeds.exec(sentence)?.groups?.after;
  if (after === undefined || isOther.test(sentence) || !(isRefusal || isForbidden.test(sentence))) return undefined;
  const words = after
    .replace(/[:,(].*$/, '')
    .split(/[^\w-]+/)
    .filter((one) => one !== '' && !/^(?:the|its|a|an|what|is|are|current|remaining|of|that|there|left)$/i.test(one));
  for (const count of [3, 2, 1])
    for (const at of words.keys()) {
      const name = plain(words.slice(at, at + count).join(''));
      if (name.length < 4) continue;
      const exact = members.find((one) => plain(one) === name);
      const longer = members.filter((one) => plain(one).startsWith(name));
      if (exact !== undefined || longer.length === 1) return exact ?? longer[0];
    }
  return undefined;
}

const isNumber = (schema: JsonObject | undefined): boolean => hasType(schema, 'integer', 'number');

export function outerLimitParts(run: Run, { create, outer }: MadeCollection): DerivedPart[] {
  const { document, records } = run;
  if (!refusals.some((status) => create.responses.has(status))) return [];
  const numbers = Object.entries(propertiesOf(recordSchemaOf(document, create))).filter(([, node]) => {
    const schema = flatten(document, node);
    return isNumber(schema) && schema?.readOnly !== true && !('enum' in (schema ?? {}));
  });
  const holder = records.collections.findLast((one) => {
    const step = stepOf(one);
    return one.read && !one.isLost && step !== undefined && outer.given.includes(step);
  });
  const [number, ...others] = numbers;
  if (!number || others.length > 0 || !holder?.read) return [];
  const members = Object.entries(Object.assign({}, ...membersAnswered(document, holder.read)) as JsonObject)
    .filter(([, node]) => isNumber(flatten(document, node)))
    .map(([name]) => name);
  const { said, why } = sentencesAbout(document, create, refusals);
  const limit = [
    ...said.map((one) => limitIn(one, members, false)),
    ...why.map((one) => limitIn(one, members, true)),
  ].find((one) => one !== undefined);
  if (limit === undefined) return [];
  const [name] = number;
  const check = () => checkLimit(run, create, outer, { holder, limit, name });
  return [{ name: `${name} is not above ${limit}`, operation: create, check }];
}

async function checkLimit(
  run: Run,
  create: Operation,
  outer: MadeCollection['outer'],
  { holder, limit, name }: { holder: MadeCollection; limit: string; name: string },
): Promise<Found> {
  const fixture = await Fixture.after(run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const shown = await fixture.send(holder.read!, templateOf(holder.inner));
  if (!hasSucceeded(shown)) return refusedBy(shown);
  const most: Json = valueAt(recordIn(shown), pointerTo(limit)) ?? null;
  if (typeof most !== 'number') return `${limit} is not shown`;
  const sent = await fixture.send(create, withPatch(run, create, templateOf(outer), { [name]: Math.floor(most) + 1 }));
  if (!hasSucceeded(sent)) return refusedRightly(sent);
  const message = `expected ${name} above ${limit} (${most}) to be refused, got ${sent.status}`;
  return { violations: [statusViolation(message)], toCurl: sent.toCurl };
}
