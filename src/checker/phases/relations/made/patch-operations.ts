/**
 * What is checked of a request that changes a record by operations: a JSON Patch (RFC 6902), or SCIM's (RFC 7644, 3.5.2); by
 * name of the part.
 */
import {
  isObject,
  propertiesOf,
  valueAt,
  type Json,
  type JsonObject,
  type Operation,
} from '../../../../openapi/document.js';
import { isJson } from '../../../../openapi/media-type.js';
import { filledSampleOf, flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { templateOf } from '../../../records/made-record.js';
import { answerSchema, recordSchemaOf } from '../../../records/wrapping.js';
import { disagreeing, isEmpty, isSameValue, isStoredAs } from '../../../relations/shared-members.js';
import { isRefusal } from '../../../status.js';
import { Fixture, hasSucceeded, refusedBy, statusViolation, type Received } from '../fixture.js';
import { otherMembers, samplesOf } from '../other-values.js';
import { otherReadOnly, readOnlyIn } from './read-only.js';
import { changedOthers, othersOf, type Others } from './others.js';
import { failed, member, notDone, pointerTo, readTag, recordIn, withRecord, type Subject } from './subject.js';
import type { Violation } from '../../../validate/response.js';

const mediaType = 'application/json-patch+json';

/** How the operations of a patch are written. */
interface Form {
  isScim: boolean;
  mediaType: string;
  body: (operations: readonly PatchOperation[]) => Json;
}

function patchFormOf(document: JsonObject, { requestBody }: Operation): Form | undefined {
  const content = isObject(requestBody?.value.content) ? requestBody.value.content : {};
  if (Object.hasOwn(content, mediaType)) return { isScim: false, mediaType, body: (operations) => [...operations] };
  const [type, schema] =
    Object.entries(content)
      .map(([own, media]) => [own, isObject(media) ? flatten(document, media.schema) : undefined] as const)
      .find(([own, one]) => isJson(own) && isObject(propertiesOf(one).Operations)) ?? [];
  const { schemas } = propertiesOf(schema);
  const [name] = [flatten(document, flatten(document, schemas)?.items)?.enum].flat();
  if (type === undefined || name !== 'urn:ietf:params:scim:api:messages:2.0:PatchOp') return undefined;
  const written = ({ op, path, value }: PatchOperation): Json => ({
    op,
    path: path.slice(1).replaceAll('/', '.'),
    ...(value !== undefined && { value }),
  });
  return {
    isScim: true,
    mediaType: type,
    body: (operations) => ({ schemas: [name], Operations: operations.map(written) }),
  };
}

interface PatchOperation extends JsonObject {
  op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  path: string;
}

/** Members that are tried one by one. */
const mostAlone = 8;
/** Not a name of any member. */
const nowhere = '/fake_member_of_nothing';

type Check = (patching: Patching) => Promise<Found>;

/** @param create what makes the record: its members may be changed, for all that a schema says */
export function patchChecks(
  subject: Subject,
  operation: Operation,
  create: Operation,
): Record<string, () => Promise<Found>> {
  const { document } = subject.run;
  const form = patchFormOf(document, operation);
  if (!form) return {};
  const schema = recordSchemaOf(document, create);
  const all = Object.entries(propertiesOf(schema)).filter(
    ([name, node]) =>
      /^\w+$/.test(name) &&
      flatten(document, node)?.writeOnly !== true &&
      !(form.isScim && ['schemas', 'id', 'meta'].includes(name)),
  );
  const properties = Object.fromEntries(all);
  if (all.length === 0) return {};
  const required = new Set(
    [schema?.required, answerSchema(document, subject.look)?.required].flatMap((one) =>
      Array.isArray(one) ? one.map(String) : [],
    ),
  );
  const optional = Object.fromEntries(Object.entries(properties).filter(([name]) => !required.has(name)));
  const readOnly = readOnlyIn(document, propertiesOf(answerSchema(document, subject.look)));
  const after = (check: Check) => async (): Promise<Found> => {
    const patching = await patchingOf(subject, operation, form);
    return isPatching(patching) ? check(patching) : patching;
  };
  const common = {
    'replace replaces, and nothing else': after((one) => checkReplace(one, properties)),
    'add adds, and remove takes away': after((one) => checkRemove(one, optional)),
    'what it makes is validated': after((one) => checkValidated(one, properties)),
    ...(readOnly.length > 0 && {
      'a patch of what is read-only changes nothing': after((one) => checkFixed(one, readOnly)),
    }),
  };
  if (form.isScim) return common;
  return {
    ...common,
    'add inserts into a list': after((one) => checkInsert(one, properties)),
    'a test that fails changes nothing': after((one) => checkTest(one, properties)),
    'copy copies, and move moves': after((one) => checkMove(one, optional)),
    'what is not there is not changed': after((one) => checkNowhere(one, optional)),
  };
}

/** A record that is patched. */
interface Patching {
  subject: Subject;
  fixture: Fixture;
  look: () => Promise<Json>;
  send: (...operations: readonly PatchOperation[]) => Promise<Received>;
}

const lookIn = async (fixture: Fixture, { look, record }: Subject): Promise<Json> =>
  recordIn(await fixture.send(look, templateOf(record)));

async function patchingOf(
  subject: Subject,
  operation: Operation,
  { mediaType: type, body }: Form,
): Promise<Patching | Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(subject.record);
  return {
    subject,
    fixture,
    look: () => lookIn(fixture, subject),
    async send(...operations) {
      await readTag(fixture, subject);
      const bytes = Buffer.from(JSON.stringify(body(operations)));
      const { request } = await fixture.context.request(operation, template, {
        encode: (own) => (own === type ? { contentType: type, bytes } : undefined),
      });
      return fixture.sendRequest(operation, request);
    },
  };
}

const isPatching = (one: Patching | Found): one is Patching => typeof one === 'object' && 'send' in one;

const wrongAt = ({ subject }: Patching, pointer: string, message: string): Violation =>
  member(subject, pointer, message);

const wrongMember = (patching: Patching, name: string, message: string): Violation =>
  wrongAt(patching, pointerTo(name), message);

const elsewhere = 'is another value afterwards, and was not in the patch';

const at = (record: Json, name: string): Json | undefined => valueAt(record, pointerTo(name));

const isShownAs = (value: Json, shown: Json | undefined): boolean =>
  shown !== undefined &&
  (isSameValue(value, shown) || (typeof value !== 'object' && typeof shown !== 'object' && isStoredAs(value, shown)));

/** Members that the record has, with other values. To an object, and to one in a list, the target may add something. */
const changesIn = (properties: JsonObject, { subject: { run } }: Patching, shown: Json): [string, Json][] =>
  Object.entries(otherMembers(run, properties, shown)).filter(
    ([name, value]) => at(shown, name) !== undefined && [value].flat().every((one) => typeof one !== 'object'),
  );

async function checkReplace(patching: Patching, properties: JsonObject): Promise<Found> {
  const { subject, fixture } = patching;
  const beside = await withRecord(subject);
  // One that no list shows is looked at alone.
  const lookBeside = async (own: Json): Promise<Others> => {
    const other = beside instanceof Fixture ? await lookIn(beside, subject) : null;
    return new Map([...(await othersOf(fixture, subject, own)), ...(isObject(other) ? [['', other] as const] : [])]);
  };
  let before = await patching.look();
  const others = await lookBeside(before);
  let refused: Received | undefined;
  let isDone = false;
  for (const [name, value] of changesIn(properties, patching, before).slice(0, mostAlone)) {
    const answer = await patching.send({ op: 'replace', path: pointerTo(name), value });
    if (notDone(answer) !== undefined) {
      refused = answer;
      before = await patching.look();
      continue;
    }
    isDone = true;
    const after = await patching.look();
    const violations = [
      ...answer.violations,
      ...(isShownAs(value, at(after, name))
        ? []
        : [wrongMember(patching, name, 'is another value afterwards than in the patch')]),
      ...disagreeing(without(before, name), after).map((pointer) => wrongAt(patching, pointer, elsewhere)),
      ...changedOthers(others, await lookBeside(after)).map((pointer) =>
        wrongAt(patching, pointer, 'is another value in another record, which nothing was done with'),
      ),
    ];
    if (violations.length > 0) return failed(answer, violations);
    before = after;
  }
  return isDone ? { violations: [] } : refused ? refusedBy(refused) : 'no member that it may replace is shown';
}

const without = (record: Json, name: string): Json =>
  isObject(record) ? Object.fromEntries(Object.entries(record).filter(([own]) => own !== name)) : record;

async function checkRemove(patching: Patching, optional: JsonObject): Promise<Found> {
  const { run, look } = patching.subject;
  const answered = propertiesOf(answerSchema(run.document, look));
  const samples = samplesOf(run, optional, {});
  let isDone = false;
  for (const [name, value] of Object.entries(samples).slice(0, mostAlone)) {
    const added = await patching.send({ op: 'add', path: pointerTo(name), value });
    if (notDone(added) !== undefined) continue;
    const before = await patching.look();
    const isAnswered = flatten(run.document, answered[name] ?? null)?.writeOnly !== true && name in answered;
    if (at(before, name) === undefined && !isAnswered) continue;
    isDone = true;
    if (typeof value !== 'object' && !isShownAs(value, at(before, name)))
      return failed(added, [wrongMember(patching, name, 'is another value afterwards than in the patch')]);
    const removed = await patching.send({ op: 'remove', path: pointerTo(name) });
    if (notDone(removed) !== undefined) continue;
    const after = await patching.look();
    const lost = disagreeing(without(before, name), after);
    const isLeft = !isEmpty(at(before, name)) && isSameValue(at(before, name), at(after, name));
    const hasDefault = flatten(run.document, optional[name] ?? null)?.default !== undefined;
    const violations = [
      ...(isLeft && !hasDefault
        ? [wrongMember(patching, name, 'is afterwards what it was before it was removed')]
        : []),
      ...lost.map((pointer) => wrongAt(patching, pointer, elsewhere)),
    ];
    if (violations.length > 0) return failed(removed, violations);
  }
  return isDone ? { violations: [] } : 'no member that it may take away is shown';
}

/** RFC 6902, 4.1: at the index of a list the value is inserted, and at `-` it is the last one. */
async function checkInsert(patching: Patching, properties: JsonObject): Promise<Found> {
  const { document } = patching.subject.run;
  for (const [name, node] of Object.entries(properties)) {
    const samples = samplesOf(patching.subject.run, { [name]: node }, {})[name];
    const items = flatten(document, flatten(document, node)?.items ?? null);
    if (!Array.isArray(samples) || samples.length === 0 || isObject(samples[0])) continue;
    const [first] = samples as [Json];
    const { item: second } = otherMembers(patching.subject.run, { item: items ?? {} }, { item: first });
    if (second === undefined || isSameValue(first, second)) continue;
    const set = await patching.send({ op: 'add', path: pointerTo(name), value: [first] });
    if (notDone(set) !== undefined) continue;
    for (const [index, wanted] of [
      ['0', [second, first]],
      ['-', [second, first, second]],
    ] as const) {
      const inserted = await patching.send({ op: 'add', path: `${pointerTo(name)}/${index}`, value: second });
      if (notDone(inserted) !== undefined) return index === '0' ? refusedBy(inserted) : { violations: [] };
      const shown = at(await patching.look(), name);
      if (!Array.isArray(shown)) return 'the list is not shown';
      // A set may leave out what it has, and any order says nothing then.
      if (shown.length < wanted.length && index === '-') return { violations: [] };
      const isAsWanted = shown.length === wanted.length && wanted.every((one, place) => isShownAs(one, shown[place]));
      if (!isAsWanted)
        return failed(inserted, [
          wrongMember(patching, name, `expected the value of "add" to be inserted at ${index}`),
        ]);
    }
    return { violations: [] };
  }
  return 'no list of texts is taken';
}

/** RFC 6902, 4.6 and 5: where one operation is not successful, the whole patch is not. */
async function checkTest(patching: Patching, properties: JsonObject): Promise<Found> {
  const shown = await patching.look();
  for (const [name, value] of changesIn(properties, patching, shown).slice(0, mostAlone)) {
    const own = at(shown, name)!;
    const path = pointerTo(name);
    if (typeof own === 'object') continue;
    const passed = await patching.send({ op: 'test', path, value: own }, { op: 'replace', path, value });
    if (notDone(passed) !== undefined) {
      const alone = await patching.send({ op: 'replace', path, value });
      if (notDone(alone) !== undefined) continue;
      const message = `expected a test of the value that is there to be passed, got ${passed.status}`;
      return failed(passed, isRefusal(passed.status) ? [statusViolation(message)] : passed.violations);
    }
    const before = at(await patching.look(), name);
    if (!isShownAs(value, before))
      return failed(passed, [wrongMember(patching, name, 'is not what the patch replaces it by')]);
    for (const operations of [
      [
        { op: 'test', path, value: own },
        { op: 'replace', path, value: own },
      ],
      [
        { op: 'replace', path, value: own },
        { op: 'test', path, value },
      ],
    ] as const) {
      const answer = await patching.send(...(operations as readonly PatchOperation[]));
      const after = at(await patching.look(), name);
      const violations = [
        ...(hasSucceeded(answer)
          ? [statusViolation(`expected a patch with a test that fails to be refused, got ${answer.status}`)]
          : answer.violations),
        ...(isSameValue(before, after)
          ? []
          : [wrongMember(patching, name, 'is another value after a patch whose test fails')]),
      ];
      if (violations.length > 0) return failed(answer, violations);
    }
    return { violations: [] };
  }
  return 'no member that it may replace is shown';
}

/** RFC 6902, 4.4 and 4.5: from one place to another of the same schema, of which a record need not have either. */
async function checkMove(patching: Patching, optional: JsonObject): Promise<Found> {
  for (const { given, from, to } of placesOf(patching, optional)) {
    for (const one of given) await patching.send(one);
    const own = valueAt(await patching.look(), from);
    if (typeof own !== 'string') continue;
    const copied = await patching.send({ op: 'copy', from, path: to });
    if (notDone(copied) !== undefined) continue;
    const both = await patching.look();
    const lost = [from, to].filter((at) => !isSameValue(own, valueAt(both, at)));
    if (lost.length > 0)
      return failed(
        copied,
        lost.map((at) => wrongAt(patching, at, `is not what "copy" has copied`)),
      );
    await patching.send({ op: 'remove', path: to });
    const moved = await patching.send({ op: 'move', from, path: to });
    if (notDone(moved) !== undefined) return { violations: [] };
    const after = await patching.look();
    return failed(moved, [
      ...(isSameValue(own, valueAt(after, to)) ? [] : [wrongAt(patching, to, 'is not what "move" has moved there')]),
      ...(isEmpty(valueAt(after, from)) ? [] : [wrongAt(patching, from, 'is still there after it was moved')]),
    ]);
  }
  return 'no two texts may stand in the place of each other';
}

interface Places {
  /** What puts a text at the first one. */
  given: readonly PatchOperation[];
  from: string;
  to: string;
}

/** Two optional texts of one schema, and two names in a map of texts. */
function placesOf({ subject: { run } }: Patching, optional: JsonObject): Places[] {
  const samples = Object.entries(samplesOf(run, optional, {}));
  const texts = samples.filter(([, value]) => typeof value === 'string');
  const rulesOf = (name: string): string => {
    const {
      description: _,
      example: _example,
      examples: _examples,
      title: _title,
      ...rules
    } = flatten(run.document, optional[name] ?? null) ?? {};
    return JSON.stringify(rules);
  };
  const pairs = texts.flatMap(([name, value]) =>
    texts.flatMap(([other]): Places[] => {
      const [from, to] = [name, other].map(pointerTo) as [string, string];
      const isAlike = name !== other && rulesOf(name) === rulesOf(other);
      return isAlike ? [{ given: [{ op: 'add', path: from, value }], from, to }] : [];
    }),
  );
  const maps = Object.entries(optional).flatMap(([name, node]): Places[] => {
    const { additionalProperties, propertyNames, patternProperties } = flatten(run.document, node) ?? {};
    const value = isObject(additionalProperties) ? filledSampleOf(run.document, additionalProperties) : undefined;
    if (typeof value !== 'string' || propertyNames || patternProperties) return [];
    const [from, to] = ['fake_one', 'fake_other'].map((one) => `${pointerTo(name)}/${one}`) as [string, string];
    return [{ given: [{ op: 'add', path: pointerTo(name), value: { fake_one: value } }], from, to }];
  });
  return [...pairs, ...maps];
}

/** RFC 6902, 4.2, 4.3 and 4.6: what is removed, replaced or tested must exist. */
async function checkNowhere(patching: Patching, optional: JsonObject): Promise<Found> {
  const shown = await patching.look();
  const absent = Object.entries(samplesOf(patching.subject.run, optional, {})).find(
    ([name]) => isObject(shown) && !Object.hasOwn(shown, name),
  );
  const places: [path: string, value: Json][] = [
    [nowhere, 'fake'],
    ...(absent ? [[pointerTo(absent[0]), absent[1]] as [string, Json]] : []),
  ];
  for (const [path, value] of places)
    for (const one of [
      { op: 'remove', path },
      { op: 'replace', path, value },
      { op: 'test', path, value },
    ] as PatchOperation[]) {
      const answer = await patching.send(one);
      const message = `expected "${one.op}" of a member that is not there to be refused, got ${answer.status}`;
      if (hasSucceeded(answer)) return failed(answer, [statusViolation(message)]);
      if (answer.violations.length > 0) return failed(answer, answer.violations);
    }
  return { violations: [] };
}

/** What a patch makes of a record is one, too: a value of another type, or beyond a list, is not taken. */
async function checkValidated(patching: Patching, properties: JsonObject): Promise<Found> {
  const { document } = patching.subject.run;
  const shown = await patching.look();
  for (const [name] of changesIn(properties, patching, shown).slice(0, mostAlone)) {
    const schema = flatten(document, properties[name] ?? null);
    const wrong: Json[] = [{ fake: true }, ...(Array.isArray(schema?.enum) ? ['fake-value-of-nothing'] : [])];
    if (typeof at(shown, name) === 'object') continue;
    for (const value of wrong) {
      const answer = await patching.send({ op: 'replace', path: pointerTo(name), value });
      const taken = hasSucceeded(answer) && isSameValue(value, at(await patching.look(), name));
      if (taken)
        return failed(answer, [wrongMember(patching, name, 'is a value that its schema does not have, after a patch')]);
      if (!hasSucceeded(answer) && answer.violations.length > 0) return failed(answer, answer.violations);
    }
  }
  return { violations: [] };
}

async function checkFixed(patching: Patching, names: readonly string[]): Promise<Found> {
  const { run, look } = patching.subject;
  const others = otherReadOnly(run, look, names, await patching.look());
  if (others.length === 0) return 'no member that is read-only is shown';
  for (const [name, value] of others) {
    const answer = await patching.send({ op: 'replace', path: pointerTo(name), value });
    if (isSameValue(value, at(await patching.look(), name)))
      return failed(answer, [wrongMember(patching, name, 'is read-only, and a patch has changed it')]);
  }
  return { violations: [] };
}
