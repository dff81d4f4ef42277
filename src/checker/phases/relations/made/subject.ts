/** A record that the check has made, as the relations of its operations look at it. */
import { isObject, propertiesOf, type Json, type JsonObject, type Operation } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import { toPointer } from '../../../../openapi/pointer.js';
import type { Found } from '../../../found.js';
import { stepOf, templateOf, type MadeCollection, type MadeRecord } from '../../../records/made-record.js';
import { membersAnswered, unwrapped } from '../../../records/wrapping.js';
import { isSameValue, notShown } from '../../../relations/shared-members.js';
import type { Run } from '../../../run.js';
import { redactPointer } from '../../../validate/redact.js';
import type { Violation } from '../../../validate/response.js';
import { Fixture, hasSucceeded, refusedBy, relationViolation, type Received } from '../fixture.js';

/** One case of the report, of what no recipe declares. */
export interface DerivedPart {
  name: string;
  operation: Operation;
  check: () => Promise<Found>;
}

export interface Subject {
  run: Run;
  /** What there is before a request, and what names it. */
  record: MadeRecord;
  /** What shows the record, or the part of it that a request changes. */
  look: Operation;
}

/** One that the check creates itself. */
export interface MadeSubject extends Subject {
  collection: MadeCollection;
}

/** A fixture with the record, or why there is none. */
export const withRecord = ({ run, record }: Subject): Promise<Fixture | Found> => Fixture.after(run, record.given);

export const failed = ({ toCurl }: Received, violations: Violation[]): Found => ({ violations, toCurl });

/** A violation at a member of a record. */
export const member = ({ run }: Pick<Subject, 'run'>, pointer: string, message: string): Violation =>
  relationViolation(redactPointer({ pointer }, run.responseValidator.propertyNames), message);

export const recordIn = ({ json = null }: Pick<Received, 'json'>): Json => unwrapped(json);

/** What names the record that a fixture has made. */
export const ownId = ({ context }: Fixture, { output }: MadeCollection): Json =>
  context.fill<Json>(`$outputs.${output}`);

/** Why two records that have others in them say nothing of each other. */
export const sameIds = 'the records of another one have the same ids';

/** The id of a record that stands beside that of a fixture, in another one; undefined where both count alike. */
export async function foreignId(
  fixture: Fixture,
  beside: Fixture,
  collection: MadeCollection,
): Promise<Json | undefined> {
  const own = ownId(fixture, collection);
  const create = stepOf(collection);
  // Each may count its own: then the second one is in none but that.
  if (create && isSameValue(own, ownId(beside, collection))) await beside.context.execute(create);
  const foreign = ownId(beside, collection);
  return isSameValue(own, foreign) ? undefined : foreign;
}

export const pointerTo = (name: string): string => toPointer([name]);

/** What is only accepted may be done later (RFC 9110, 15.3.3). */
export const notDone = (received: Received): Found | undefined =>
  !hasSucceeded(received) ? refusedBy(received) : received.status === 202 ? 'it is only accepted (202)' : undefined;

/** What shows the record that a request has just created. */
export async function lookAtCreated(
  fixture: Fixture,
  { look, collection: { id, output, inner } }: MadeSubject,
  { json, headers }: Pick<Received, 'json' | 'headers'>,
): Promise<Received> {
  fixture.context.keep(output, id, json, headers);
  return fixture.send(look, templateOf(inner));
}

/** Schemas of the members of an object that an answer may have. */
const shownOf = (document: JsonObject, members: JsonObject): [string, JsonObject | undefined][] =>
  Object.entries(members).flatMap(([name, node]): [string, JsonObject | undefined][] => {
    const schema = flatten(document, node);
    return schema?.writeOnly === true ? [] : [[name, schema]];
  });

/**
 * Pointers to members that a request has given a value, and that what is shown lacks, although the answer to the operation
 * may have them: the outermost ones, and those of the objects among them.
 */
export function lacking({ document }: Run, operation: Operation, sent: Json, shown: Json): string[] {
  const [outer, inner] = membersAnswered(document, operation);
  const members = shownOf(document, Object.keys(inner).length > 0 ? inner : outer);
  const names = members.map(([name]) => name);
  const [given, there] = [sent, shown].map((one) => (isObject(one) ? one : {})) as [JsonObject, JsonObject];
  return [
    ...notShown(names, given, there).map(pointerTo),
    ...members.flatMap(([name, schema]) =>
      notShown(
        shownOf(document, propertiesOf(schema)).map(([own]) => own),
        given[name] ?? null,
        there[name] ?? null,
      ).map((own) => toPointer([name, own])),
    ),
  ];
}

/** A second change is made to the record as the first one has left it. */
export const readTag = async ({ context }: Fixture, { record: { tag } }: Subject): Promise<void> => {
  if (tag) await context.execute(tag);
};
