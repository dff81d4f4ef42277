/** What a client asks to be shown of a record: only some members (`fields`, `$select`), or others beside it (`include`). */
import {
  hasType,
  isObject,
  propertiesOf,
  type Json,
  type JsonObject,
  type Operation,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { shapeOf, atItem } from '../../../records/collections.js';
import { templateOf, type MadeCollection, recordOf } from '../../../records/made-record.js';
import { isReference } from '../../../records/references.js';
import type { Run } from '../../../run.js';
import { plain } from '../../../records/ids.js';
import { membersAnswered, recordSchemaOf } from '../../../records/wrapping.js';
import { namesIn, sentencesNaming, sentencesOf } from '../../../sentences.js';
import { changedByReading, disagreeing } from '../../../relations/shared-members.js';
import { Fixture, hasSucceeded, refusedBy, relationViolation, type Received } from '../fixture.js';
import { keyOfItem, listOf, readPage } from '../lists/listed.js';
import { otherMembers, sendMembers } from '../other-values.js';
import { failed, member, pointerTo, recordIn, type DerivedPart } from './subject.js';

const fieldsName = /^(?:_?fields(?:\[[\w-]+\])?|\$?select|attributes)$/i;
const exceptName = /^(?:exclude|excluded_?|omit_?)(?:fields|attributes)?$/i;
const includeName = /^(?:include|expand|embed|\$expand)(?:\[\])?$/i;

/** Members that stand in a record whatever is asked for. */
const isAlways = (name: string): boolean => /^(?:id|uuid|type|self|href|object|_?links|[@$].*)$/i.test(name);

interface Choices {
  name: string;
  values: string[];
  /** Whether they are written in one text, with commas between them. */
  isText?: true;
  /** Members of which words say that they are shown whatever is asked for. */
  always?: string[];
}

/**
 * The values that a list in a query may have; empty for another parameter.
 * @param takesNames whether a text may have the names of members, where words say that commas separate them
 */
function choicesOf({ document }: Run, read: Operation, name: RegExp, takesNames: boolean): Choices {
  const found = read.parameters.find((one) => one.in === 'query' && name.test(one.name));
  const schema = found && flatten(document, found.object.schema ?? null);
  const items = hasType(schema, 'array') ? flatten(document, schema?.items ?? null)?.enum : undefined;
  const single = !takesNames && hasType(schema, 'string') && Array.isArray(schema?.enum) ? schema.enum : undefined;
  // What is said of all operations names the parameter.
  const about = found ? sentencesNaming(document, found.name) : [];
  const words = [found?.object.description ?? schema?.description ?? '', ...about].join('.\n');
  // "`id` is always shown", "only these members, and `id`"
  const isNamed = (one: string): boolean =>
    sentencesOf(words).some(
      (sentence) =>
        (/\balways\b/i.test(sentence) && namesIn(sentence).has(plain(one))) ||
        new RegExp(String.raw`\b(?:only|just)\b.*,? (?:and|plus) ${one}$`, 'i').test(sentence),
    );
  const listed: Choices = {
    name: found?.name ?? '',
    values: (Array.isArray(items) ? items : (single ?? [])).map(String),
    ...(single && { isText: true }),
  };
  if (takesNames && listed.values.length > 0) return { ...listed, always: listed.values.filter(isNamed) };
  if (!takesNames || listed.values.length > 0 || !hasType(schema, 'string') || !/\bcomma/i.test(words)) return listed;
  const [outer] = membersAnswered(document, read);
  const names = Object.keys(outer).filter((one) => /^\w+$/.test(one));
  return { ...listed, values: names.filter((one) => !isNamed(one)), isText: true, always: names.filter(isNamed) };
}

export function representationParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { read, isLost } = collection;
  if (!read || isLost) return [];
  const fields = choicesOf(run, read, fieldsName, true);
  const excepted = choicesOf(run, read, exceptName, true);
  const included = choicesOf(run, read, includeName, false);
  // `customer.address` is a member of what stands in the place of another one.
  const outermost = included.values.filter((value) => !value.includes('.'));
  const beside = outermost.flatMap((value): DerivedPart[] => {
    const inner = run.records.collections.find(({ path }) => shapeOf(path) === `${shapeOf(collection.item)}/${value}`);
    const check = (): Promise<Found> => checkIncluded(run, { read, collection, inner }, included, value);
    return [{ name: `${included.name}=${value} shows these`, operation: read, check }];
  });
  const check = (): Promise<Found> => checkFields(run, { read, collection }, fields);
  return [
    ...(fields.values.length > 2 ? [{ name: `${fields.name} shows only these`, operation: read, check }] : []),
    ...(excepted.values.length > 2
      ? [
          {
            name: `${excepted.name} shows all but these`,
            operation: read,
            check: () => checkFields(run, { read, collection }, excepted, true),
          },
        ]
      : []),
    ...beside,
  ];
}

interface Subject {
  read: Operation;
  collection: MadeCollection;
  /** The collection whose records may be shown in the record. */
  inner?: MadeCollection | undefined;
}

async function checkFields(
  run: Run,
  { read, collection }: Subject,
  { name, values, isText, always = [] }: Choices,
  isExcept = false,
): Promise<Found> {
  const fixture = await Fixture.after(run, collection.inner.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(collection.inner);
  const whole = recordIn(await fixture.send(read, template));
  const shown = values.filter(
    (value) => isObject(whole) && value in whole && !isAlways(value) && !always.includes(value),
  );
  const wanted = shown.slice(0, 1);
  if (shown.length < 2) return 'no two members that may be asked for are shown';
  // What is always shown is so even where it is asked to be left out.
  const named = isExcept ? [...wanted, ...always] : wanted;
  const asked = isText ? named.join(',') : named;
  const answer = await fixture.send(read, { ...template, parameters: { ...template.parameters, [name]: asked } });
  if (!hasSucceeded(answer)) return refusedBy(answer);
  const record = recordIn(answer);
  if (!isObject(record)) return 'the record is not shown';
  const meant = isExcept ? shown.filter((value) => !wanted.includes(value)) : wanted;
  const others = shown.filter((value) => !meant.includes(value) && value in record);
  const kept = always.filter((value) => isObject(whole) && value in whole);
  const lacking = [...meant, ...kept].filter((value) => !(value in record));
  return failed(answer, [
    ...others.map((value) => member({ run }, pointerTo(value), 'is shown, and was not asked for')),
    ...lacking.map((value) => member({ run }, pointerTo(value), 'is not shown, and was asked for')),
  ]);
}

async function checkIncluded(
  run: Run,
  { read, collection, inner }: Subject,
  { name, isText }: Choices,
  value: string,
): Promise<Found> {
  const fixture = await Fixture.after(run, (inner ?? collection).inner.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(collection.inner);
  const parameters = { ...template.parameters, [name]: isText ? value : [value] };
  const look = () => fixture.send(read, { ...template, parameters });
  const plain = recordIn(await fixture.send(read, template));
  const answer = await look();
  if (!hasSucceeded(answer)) return refusedBy(answer);
  const shown = recordIn(answer);
  const included = includedIn(shown, value);
  const expanded = isObject(shown) ? shown[value] : undefined;
  if (isObject(expanded)) return checkExpanded(run, fixture, { look, value, plain });
  if (!included) {
    const isKnown = isObject(plain) && value in plain;
    return isKnown
      ? 'it is shown in another way'
      : failed(answer, [relationViolation('', `expected "${value}" in it`)]);
  }
  const list = inner && listOf(run, inner);
  const deleting = inner && atItem(inner, 'DELETE');
  if (!list || !deleting) return { violations: [] };
  const deleted = await fixture.send(deleting, templateOf(recordOf(run, deleting, inner!.inner)));
  const page = await readPage(list, fixture, {});
  if (!hasSucceeded(deleted) || !hasSucceeded(page)) return { violations: [] };
  const later = await look();
  const keys = (items: readonly JsonObject[]): string => JSON.stringify(items.map(keyOfItem).sort());
  const isOther = keys(includedIn(recordIn(later), value) ?? []) !== keys(page.items);
  const message = 'is another list than that of its path, once one of them is deleted';
  return failed(later, isOther ? [member({ run }, pointerTo(value), message)] : []);
}

/** What stands in the place of an id is the record of that id, as it is by then. */
async function checkExpanded(
  run: Run,
  fixture: Fixture,
  { look, value, plain }: { look: () => Promise<Received>; value: string; plain: Json },
): Promise<Found> {
  const named = run.records.collections.find((one) => one.read && !one.isLost && isReference(one, value));
  // `room` stands in the place of its id, or beside `room_id`.
  const id = isObject(plain) ? (plain[value] ?? plain[`${value}_id`] ?? plain[`${value}Id`]) : undefined;
  if (!named?.read || (typeof id !== 'string' && typeof id !== 'number')) return { violations: [] };
  const template = { parameters: { [named.parameter.name]: id } };
  const before = await fixture.send(named.read, template);
  if (!hasSucceeded(before)) return refusedBy(before);
  const changing = atItem(named, 'PATCH', 'PUT', 'POST');
  const properties = propertiesOf(changing && recordSchemaOf(run.document, changing));
  if (changing) await sendMembers(fixture, changing, template, () => otherMembers(run, properties, recordIn(before)));
  const [alone, inside] = [await fixture.send(named.read, template), await look()];
  if (!hasSucceeded(alone) || !hasSucceeded(inside)) return 'it is not shown afterwards';
  const record = recordIn(inside);
  const wrong = disagreeing(isObject(record) ? (record[value] ?? null) : null, recordIn(alone), changedByReading);
  return failed(
    inside,
    wrong.map((at) => member({ run }, pointerTo(value) + at, 'is another value than in the record of that id')),
  );
}

function includedIn(record: Json, name: string): JsonObject[] | undefined {
  const list = isObject(record) ? record[name] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : undefined;
}
