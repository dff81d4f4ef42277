/** What is read-only: a request that has it sets and changes nothing. */
import { follow, isObject, valueAt, type Json, type JsonObject, type Operation } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import { isSuccess } from '../../../status.js';
import type { Found } from '../../../found.js';
import { another } from '../../../records/another.js';
import { templateOf } from '../../../records/made-record.js';
import { isSameValue } from '../../../relations/shared-members.js';
import { isDated } from '../../../relations/instants.js';
import type { Run } from '../../../run.js';
import { Fixture, hasSucceeded, refusedBy, refusedRightly, type Received } from '../fixture.js';
import { sendMembers } from '../other-values.js';
import {
  notDone,
  type Subject,
  withRecord,
  recordIn,
  pointerTo,
  failed,
  member,
  type MadeSubject,
  lookAtCreated,
} from './subject.js';

/** Names of the members that are read-only by their schemas. */
export const readOnlyIn = (document: JsonObject, properties: JsonObject): string[] =>
  Object.keys(properties).filter((name) => flatten(document, properties[name] ?? null)?.readOnly === true);

/** Who does not take what is read-only, or only accepts it, keeps the contract, too. */
const notTakenRightly = (received: Received): Found | undefined =>
  notDone(received) === undefined ? undefined : refusedRightly(received);

/** Who takes such a member ignores it (OAS, 4.8.24): that is as good as to refuse it. */
export async function checkReadOnly(subject: Subject, operation: Operation, names: readonly string[]): Promise<Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(subject.record);
  const before = recordIn(await fixture.send(subject.look, template));
  const others = otherReadOnly(subject.run, subject.look, names, before);
  if (others.length === 0) return 'no member that is read-only is shown';
  const answer = await sendMembers(fixture, operation, template, (value) =>
    isObject(value) ? { ...value, ...Object.fromEntries(others) } : value,
  );
  const refused = notTakenRightly(answer);
  if (refused) return refused;
  const after = recordIn(await fixture.send(subject.look, template));
  const changed = others.filter(([name, value]) => isSameValue(valueAt(after, pointerTo(name)), value));
  const message = 'is read-only, and a request has changed it';
  return failed(
    answer,
    changed.map(([name]) => member(subject, pointerTo(name), message)),
  );
}

/** As `checkReadOnly`, of what creates a record. */
export async function checkReadOnlyCreated(subject: MadeSubject, names: readonly string[]): Promise<Found> {
  const { run, look } = subject;
  const { create, outer } = subject.collection;
  const fixture = await Fixture.after(run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const plain = await fixture.send(create, templateOf(outer));
  if (!hasSucceeded(plain)) return refusedBy(plain);
  const usual = recordIn(await lookAtCreated(fixture, subject, plain));
  const others = otherReadOnly(run, look, names, usual);
  if (others.length === 0) return 'no member that is read-only is shown';
  const made = await sendMembers(fixture, create, templateOf(outer), (value) =>
    isObject(value) ? { ...value, ...Object.fromEntries(others) } : value,
  );
  const refused = notTakenRightly(made);
  if (refused) return refused;
  const shown = recordIn(await lookAtCreated(fixture, subject, made));
  const taken = others.filter(([name, value]) => isSameValue(valueAt(shown, pointerTo(name)), value));
  const message = 'is read-only, and was taken from a request';
  return failed(
    made,
    taken.map(([name]) => member(subject, pointerTo(name), message)),
  );
}

/** Other values for members that are read-only: another one of a list, or another text or number. */
export function otherReadOnly(
  { document }: Run,
  look: Operation,
  names: readonly string[],
  shown: Json,
): [string, Json][] {
  return names.flatMap((name): [string, Json][] => {
    const value = valueAt(shown, pointerTo(name));
    const listed = listedValues(document, look, name).find((one) => one !== null && !isSameValue(one, value));
    if (listed !== undefined && value !== undefined) return [[name, listed]];
    if (typeof value === 'string') return [[name, anotherInstant(value)]];
    // The next number may be that of the next record.
    return typeof value === 'number' ? [[name, value + 7919]] : [];
  });
}

/** The values that the schema of an answer lists for a member. */
function listedValues(document: JsonObject, { responses }: Operation, name: string): Json[] {
  for (const [status, response] of responses) {
    const content = response.value.content;
    for (const media of isSuccess(status) && isObject(content) ? Object.values(content) : []) {
      const schema = flatten(document, follow(document, media, '')?.value.schema ?? null);
      const node = isObject(schema?.properties) ? schema.properties[name] : undefined;
      const values = node === undefined ? undefined : flatten(document, node)?.enum;
      if (Array.isArray(values)) return values;
    }
  }
  return [];
}

/** A date stays one, and in the past: a later one may be refused for that alone. */
const anotherInstant = (text: string): string =>
  isDated(text) ? `${Number(text.slice(0, 4)) - 1}${text.slice(4)}`.replace('-02-29', '-02-28') : another(text);
