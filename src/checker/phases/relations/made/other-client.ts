/** What one client has made, another one neither sees nor changes (OWASP API1:2023, broken object level authorization). */
import { propertiesOf, type Json, type Operation } from '../../../../openapi/document.js';
import { chooseSchemes } from '../../../../openapi/credentials.js';
import type { Found } from '../../../found.js';
import { bare, isChosen } from '../../../records/collections.js';
import { isRecord } from '../../../records/ids.js';
import { areMade, templateOf, type MadeCollection, type MadeRecord, recordOf } from '../../../records/made-record.js';
import { changedByReading, disagreeing } from '../../../relations/shared-members.js';
import { recordSchemaOf, wrapped, wrappingOf } from '../../../records/wrapping.js';
import { isReference, namingsOf } from '../../../records/references.js';
import { joinPatches } from '../../../recipes/rules.js';
import type { Run } from '../../../run.js';
import { Fixture, hasSucceeded, refusedBy, refusedRightly, relationViolation, listViolation } from '../fixture.js';
import { largestPage, listedBy, readPages, type Listed } from '../lists/listed.js';
import { changesOf, sendOther } from '../other-values.js';
import { readOnlyIn } from './read-only.js';
import { member, ownId, recordIn, type DerivedPart } from './subject.js';

/** Credentials of the other client for an operation; undefined where it needs none of those that are known. */
function credentialsFor(run: Run, { security }: Operation): Record<string, string> | undefined {
  const given = run.otherCredentials;
  const schemes = chooseSchemes({ security }, {}, given, {}, run.document);
  const own = schemes.flatMap((scheme): [string, string][] => {
    const value = given[scheme];
    return typeof value === 'string' ? [[scheme, value]] : [];
  });
  return own.length > 0 && own.length === schemes.length ? Object.fromEntries(own) : undefined;
}

export function otherClientParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { read, below, inner, path, isLost } = collection;
  if (Object.keys(run.otherCredentials).length === 0 || isLost) return [];
  const parts = below.flatMap((operation): DerivedPart[] => {
    const credentials = credentialsFor(run, operation);
    const record = recordOf(run, operation, inner);
    if (!credentials || !areMade(operation, record)) return [];
    const check = () => checkOther(run, collection, operation, credentials);
    return [{ name: 'it is not that of another client', operation, check }];
  });
  const lists = run.operations.flatMap((operation): DerivedPart[] => {
    const credentials = credentialsFor(run, operation);
    const list = operation.method === 'GET' && bare(operation.path) === path ? listedBy(run, operation) : undefined;
    if (!credentials || !list || !read) return [];
    const check = () => checkListed({ ...list, credentials }, collection);
    return [{ name: 'list: none of another client', operation, check }];
  });
  return [...parts, ...namingParts(run, collection), ...lists];
}

/** Of members by which a record that is created names another one. */
function namingParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { create } = collection;
  const credentials = credentialsFor(run, create);
  const record = recordOf(run, create);
  if (!credentials || !areMade(create, record)) return [];
  const members = propertiesOf(recordSchemaOf(run.document, create));
  const readOnly = readOnlyIn(run.document, members);
  const known = new Map(namingsOf(run, collection).map((naming) => [naming.name, naming.to]));
  const names = Object.keys(members).filter((name) => !readOnly.includes(name));
  return names.flatMap((name): DerivedPart[] => {
    const named = run.records.collections.find(
      (one) => one.read && !one.isLost && (known.get(name) === one || isReference(one, name)),
    );
    if (!named || named.create === create) return [];
    const given = [...new Set([...record.given, ...named.inner.given])];
    const reference = wrapped({ [name]: `$outputs.${named.output}` }, wrappingOf(run.document, create));
    const naming: MadeRecord = { ...record, given, patch: joinPatches(record.patch, reference) as Json };
    const check = () => checkNamed(run, create, naming, credentials);
    return [{ name: `${name} is not that of another client`, operation: create, check }];
  });
}

const areClients = new WeakMap<Run, Promise<boolean>>();

/** Requests by which it is found out whether the other client is one at all. */
const mostTried = 4;

/** Whether the target takes some request of the other client: one that is refused everywhere proves nothing. */
function isTaken(run: Run, fixture: Fixture): Promise<boolean> {
  const find = async (): Promise<boolean> => {
    const open = run.operations.filter((one) => one.method === 'GET' && areMade(one, {})).slice(0, mostTried);
    for (const operation of open) {
      const credentials = credentialsFor(run, operation);
      if (credentials && hasSucceeded(await fixture.send(operation, { credentials }))) return true;
    }
    return false;
  };
  const found = areClients.get(run) ?? find();
  areClients.set(run, found);
  return found;
}

/** Characters of an id that no two clients have by chance. */
const fewDigits = 8;

const noClient = 'no request of the other client is accepted';

async function checkOther(
  run: Run,
  collection: MadeCollection,
  operation: Operation,
  credentials: Record<string, string>,
): Promise<Found> {
  const { inner, read, item } = collection;
  const record = recordOf(run, operation, inner);
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  if (!(await isTaken(run, fixture))) return noClient;
  const look = async (): Promise<Json> => (read ? recordIn(await fixture.send(read, templateOf(inner))) : null);
  const before = await look();
  const theirs = read && (await fixture.send(read, { ...templateOf(inner), credentials }));
  // Each may count its own.
  if (theirs && hasSucceeded(theirs) && disagreeing(before, recordIn(theirs)).length > 0)
    return 'it has one of the same id';
  const properties = propertiesOf(recordSchemaOf(run.document, operation));
  const { answer } = await sendOther(fixture, operation, { ...templateOf(record), credentials }, (body) =>
    changesOf(run, properties, body),
  );
  if (!hasSucceeded(answer)) return refusedRightly(answer);
  // It may have one of its own at an id that it chooses.
  const isOwn = operation.method === 'PUT' && isChosen(collection) && bare(operation.path) === item;
  if (!isOwn)
    return {
      violations: [relationViolation('', `expected it to be refused to another client, got ${answer.status}`)],
    };
  const wrong = disagreeing(before, await look(), changedByReading);
  return { violations: wrong.map((at) => member({ run }, at, 'another client has changed it')) };
}

/** A request that names a record by its id, sent by a client that has no such record. */
async function checkNamed(
  run: Run,
  operation: Operation,
  record: MadeRecord,
  credentials: Record<string, string>,
): Promise<Found> {
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  if (!(await isTaken(run, fixture))) return noClient;
  const own = await fixture.send(operation, templateOf(record));
  if (!hasSucceeded(own)) return refusedBy(own);
  const answer = await fixture.send(operation, { ...templateOf(record), credentials });
  if (!hasSucceeded(answer)) return refusedRightly(answer);
  const message = `expected it to be refused, as what it names is that of another client, got ${answer.status}`;
  return { violations: [relationViolation('', message)] };
}

async function checkListed(list: Listed, collection: MadeCollection): Promise<Found> {
  const { run, at } = list;
  const { inner, outer, parameter } = collection;
  const fixture = await Fixture.after(run, inner.given);
  if (!(fixture instanceof Fixture)) return fixture;
  if (!(await isTaken(run, fixture))) return noClient;
  const own = ownId(fixture, collection);
  // Each may count its own, or choose the same name.
  if (isChosen(collection) || String(own).length < fewDigits) return 'another client may have one of the same id';
  for await (const page of readPages(list, fixture, { ...largestPage(list), ...outer.parameters })) {
    if (!hasSucceeded(page)) return outer.given.length > 0 ? refusedRightly(page) : refusedBy(page);
    if (page.items.some((item) => isRecord(item, own, parameter.name)))
      return {
        violations: [listViolation(at, 'expected no item of another client')],
      };
  }
  return { violations: [] };
}
