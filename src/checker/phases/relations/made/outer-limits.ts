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
import { isDecimalText, numberIn } from '../../../relations/decimals.js';
import type { Found } from '../../../found.js';
import type { Step } from '../../../recipes/step.js';
import { bare, isChange } from '../../../records/collections.js';
import { plain } from '../../../records/ids.js';
import { recordOf, stepOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { allAnswered, recordSchemaOf } from '../../../records/wrapping.js';
import type { Run } from '../../../run.js';
import { exceeds, saysLimit, sentencesAbout, sentencesOf } from '../../../sentences.js';
import { refusals } from '../../../status.js';
import { Fixture, hasSucceeded, refusedBy, type Received, mustBeRefused } from '../fixture.js';

import { pointerTo, recordIn, type DerivedPart } from './subject.js';
import { sendChange, withPatch } from '../other-values.js';

const isOther = /\b(?:unless|except|warning|plus|\d+ ?%|percent|times)\b/i;

/** "Its balance never falls below zero" */
const neverNegative =
  /\b(?:the|its|their|whose) ([\w-]+) (?:(?:never|cannot|may not|must not) (?:falls?|goes?|drops?|gets?|becomes?|be)|does not (?:fall|go|drop)) (?:below (?:zero|0)|negative)\b/i;

/** The member that a sentence says a number may not exceed: `balance`, and `balanceCents` where no other begins so. */
export function limitIn(sentence: string, members: readonly string[], isRefusal: boolean): string | undefined {
  const [, kept] = neverNegative.exec(sentence) ?? [];
  if (kept !== undefined) return members.find((one) => plain(one) === plain(kept));
  const after = exceeds.exec(sentence)?.groups?.after;
  if (after === undefined || isOther.test(sentence) || !(isRefusal || saysLimit(sentence))) return undefined;
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

const isNumber = (schema: JsonObject | undefined): boolean =>
  hasType(schema, 'integer', 'number') || isDecimalText(schema);

export function outerLimitParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { create, outer, below, item, inner } = collection;
  const { document, records } = run;
  const found = records.collections.toReversed().flatMap((holder) => {
    const step = stepOf(holder);
    if (!holder.read || holder.isLost || step === undefined || !outer.given.includes(step)) return [];
    const members = Object.entries(allAnswered(document, holder.read))
      .filter(([, node]) => isNumber(flatten(document, node)))
      .map(([name]) => name);
    const limited = limitOf(run, create, members);
    return limited ? [{ holder, members, ...limited }] : [];
  });
  const [first] = found;
  if (!first) return [];
  const { holder, members, name, limit, words } = first;
  const partOf = (operation: Operation, send: Limited['send']): DerivedPart => ({
    name: `${name} is not above ${limit}`,
    operation,
    check: () =>
      checkLimit(run, { given: operation === create ? outer.given : inner.given, holder, limit, name, words, send }),
  });
  const changes = below.filter(
    (one) =>
      isChange(one) &&
      bare(one.path) === item &&
      Object.hasOwn(propertiesOf(recordSchemaOf(document, one)), name) &&
      limitOf(run, one, members)?.limit === limit,
  );
  return [
    partOf(create, (fixture, values) => fixture.send(create, withPatch(run, create, templateOf(outer), values))),
    ...changes.map((one) =>
      partOf(one, async (fixture, values) => {
        const record = recordOf(run, one, inner);
        if (record.tag) await fixture.context.execute(record.tag);
        return sendChange(fixture, one, templateOf(record), values);
      }),
    ),
  ];
}

/** The number of a request that is limited, by what is said of it, or of the operation where it is the only one. */
function limitOf(
  { document }: Run,
  operation: Operation,
  members: readonly string[],
): { name: string; limit: string; words: string } | undefined {
  if (!refusals.some((status) => operation.responses.has(status))) return undefined;
  const numbers = Object.entries(propertiesOf(recordSchemaOf(document, operation))).flatMap(([name, node]) => {
    const schema = flatten(document, node);
    const isFree = isNumber(schema) && schema?.readOnly !== true && !('enum' in (schema ?? {}));
    return isFree ? [{ name, words: sentencesOf(schema?.description) }] : [];
  });
  for (const { name, words } of numbers) {
    for (const one of words) {
      const limit = limitIn(one, members, false);
      if (limit !== undefined && limit !== name) return { name, limit, words: one };
    }
  }
  const [number, ...others] = numbers;
  if (!number || others.length > 0) return undefined;
  const { said, why } = sentencesAbout(document, operation, refusals);
  for (const [isRefusal, sentences] of [[false, said] as const, [true, why] as const])
    for (const words of sentences) {
      const limit = limitIn(words, members, isRefusal);
      if (limit !== undefined) return { name: number.name, limit, words };
    }
  return undefined;
}

interface Limited {
  given: readonly Step[];
  holder: MadeCollection;
  limit: string;
  name: string;
  /** The sentence. */
  words: string;
  send: (fixture: Fixture, values: JsonObject) => Promise<Received>;
}

async function checkLimit(run: Run, { given, holder, limit, name, words, send }: Limited): Promise<Found> {
  const fixture = await Fixture.after(run, given);
  if (!(fixture instanceof Fixture)) return fixture;
  const shown = await fixture.send(holder.read!, templateOf(holder.inner));
  if (!hasSucceeded(shown)) return refusedBy(shown);
  const value: Json = valueAt(recordIn(shown), pointerTo(limit)) ?? null;
  const most = numberIn(value);
  if (most === undefined) return `${limit} is not shown`;
  const digits = typeof value === 'string' ? (value.split('.')[1]?.length ?? 0) : 0;
  const above = Math.floor(most) + 1;
  const sent = await send(fixture, { [name]: typeof value === 'string' ? above.toFixed(digits) : above });
  return mustBeRefused(sent, `expected ${name} above ${limit} (${most}) to be refused`, words);
}
