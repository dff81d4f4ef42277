/**
 * Relations that hold of any record, and that no recipe has to declare: what has been created is shown at its id, what a
 * request has changed is changed afterwards, and what was deleted is gone.
 */
import type { JsonObject, Operation } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import { bare, isChange, isChosen, isRestoring, readAt, tagOf } from '../../../records/collections.js';
import { areMade, type MadeCollection, recordOf } from '../../../records/made-record.js';
import { answersList } from '../../../records/wrapping.js';
import type { Run } from '../../../run.js';
import { checkChanged, checkTag } from './changed.js';
import { checkAnswered, checkCreated, checkCreatedAtId, isStored } from './created.js';
import { checkDeleted, checkRestored } from './deleted.js';
import { ownerParts } from './owner.js';
import { representationParts } from './representation.js';
import { checkReadOnlyCreated, readOnlyIn } from './read-only.js';
import type { DerivedPart, MadeSubject } from './subject.js';
import { capacityParts } from './capacity.js';
import { namedTwiceParts } from './named-twice.js';
import { onceParts } from './once.js';
import { uniqueParts } from './unique.js';
import { unknownReferenceParts } from './unknown-references.js';
import { aggregateParts } from './aggregates.js';
import { allOrNoneParts } from './all-or-none.js';
import { belongingParts } from './belonging.js';
import { conventionParts } from './conventions.js';
import { conditionalParts } from './conditional.js';
import { checkStored, checkStoredAtId, takesFile } from './files.js';
import { lapseParts } from './lapses.js';
import { endedParts, longRunningParts } from './long-running.js';
import { otherClientParts } from './other-client.js';
import { orderedParts } from './ordered.js';
import { overlapParts } from './overlaps.js';
import { referenceParts } from './references.js';
import { outerLimitParts } from './outer-limits.js';
import { idempotencyParts } from './idempotency.js';
import { stateParts } from './state-checks.js';
import { headAndOptionsParts } from './head-and-options.js';
import { recordLinkParts } from './record-links.js';
import { setParts } from './sets.js';
import { shownOnceParts } from './shown-once.js';
import { timeOfChangeParts } from './time-of-change.js';
import { patchChecks } from './patch-operations.js';
import { changesOf, bodySchema, type Checks } from './changes.js';

export function madeParts(run: Run): DerivedPart[] {
  // What answers by name keeps no state.
  if (run.honoursPrefer) return [];
  const { collections } = run.records;
  const all = collections.flatMap((collection) => [
    ...(collection.read ? partsOf(run, collection, collection.read) : []),
    ...ownerParts(run, collection),
    ...representationParts(run, collection),
    ...uniqueParts(run, collection),
    ...capacityParts(run, collection),
    ...orderedParts(run, collection),
    ...outerLimitParts(run, collection),
    ...overlapParts(run, collection),
    ...conventionParts(run, collection),
    ...belongingParts(run, collection),
    ...aggregateParts(run, collection),
    ...referenceParts(run, collection),
    ...unknownReferenceParts(run, collection),
    ...namedTwiceParts(run, collection),
    ...onceParts(run, collection),
    ...conditionalParts(run, collection),
    ...shownOnceParts(run, collection),
    ...recordLinkParts(run, collection),
    ...lapseParts(run, collection),
    ...longRunningParts(run, collection),
    ...endedParts(run, collection),
    ...otherClientParts(run, collection),
  ]);
  // What creates may be that of two paths: `/rooms/{id}` and `/rooms/{room_id}/rates`.
  const made = [...new Map(all.map((one) => [`${one.operation.operationId} ${one.name}`, one])).values()];
  const known = new Set(collections.flatMap(({ below }) => below));
  const others = run.operations.filter((one) => !known.has(one));
  return [
    ...made,
    ...answeredParts(run),
    ...allOrNoneParts(run),
    ...setParts(run),
    ...idempotencyParts(run),
    ...headAndOptionsParts(run),
    ...timeOfChangeParts(run),
    ...others.flatMap((one) => examplePartsOf(run, one)),
  ];
}

/** Of what the check cannot create: the record that the examples of the document name. */
function examplePartsOf(run: Run, operation: Operation): DerivedPart[] {
  const { path, operationId } = operation;
  if (run.recipes.of.has(operationId) || !isChange(operation)) return [];
  const look = readAt(run.operations, path);
  if (!look || run.recipes.of.has(look.operationId)) return [];
  const subject = { run, look, record: { given: [] } };
  return Object.entries(changesOf(subject, operation)).map(([name, check]) => ({ name, operation, check }));
}

/** Of what is only shown in the answer to the request that has created it. */
function answeredParts(run: Run): DerivedPart[] {
  const read = new Set(run.records.collections.flatMap((one) => (one.read ? [one.create] : [])));
  return run.operations.flatMap((operation): DerivedPart[] => {
    const { method, operationId, responses } = operation;
    const record = recordOf(run, operation);
    const isCreating = method === 'POST' && responses.has('201') && !read.has(operation);
    if (!isCreating || run.recipes.of.has(operationId) || !areMade(operation, record)) return [];
    if (takesFile(operation) || answersList(run.document, operation)) return [];
    const { properties, required } = bodySchema(run.document, operation);
    const check = () => checkAnswered(run, { operation, record }, properties, required);
    return [{ name: 'what it answers is what was sent', operation, check }];
  });
}

function partsOf(run: Run, collection: MadeCollection, read: Operation): DerivedPart[] {
  const { create, below, item, inner, isLost } = collection;
  const subject: MadeSubject = { run, collection, look: read, record: inner };
  const { properties, required } = bodySchema(run.document, create);
  const stored = Object.fromEntries(
    Object.entries(properties).filter(
      ([name, node]) => required.includes(name) && isStored(flatten(run.document, node)),
    ),
  );
  const created = (name: string, without: JsonObject): DerivedPart => ({
    name,
    operation: create,
    check: () => checkCreated(subject, without, stored, properties),
  });
  const shown: DerivedPart = takesFile(create)
    ? {
        name: 'what it stores is given back',
        operation: create,
        check: () =>
          isChosen(collection)
            ? checkStored({ run, record: recordOf(run, create, inner), look: read }, create)
            : checkStoredAtId(subject),
      }
    : created('what it creates is shown', {});
  // How its operations name it is not known then.
  if (isLost) return [shown];
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  const least = created(
    'what it creates of required members is shown',
    Object.fromEntries(optional.map((name) => [name, null])),
  );
  const ofItem = below.flatMap((operation): DerivedPart[] => {
    const { path } = operation;
    if (!areMade(operation, inner)) return [];
    const own = readAt(below, path);
    const record = recordOf(run, operation, inner);
    const checks = checksOf({ ...subject, record, look: own ?? read }, operation, bare(path) === item);
    return Object.entries(checks).map(([name, check]) => ({ name, operation, check }));
  });
  const readOnly = readOnlyIn(run.document, properties);
  const kept: DerivedPart = {
    name: 'what is read-only is not taken',
    operation: create,
    check: () => checkReadOnlyCreated(subject, readOnly),
  };
  return [
    shown,
    ...(optional.length > 0 && !takesFile(create) ? [least] : []),
    ...(readOnly.length > 0 ? [kept] : []),
    ...ofItem,
    ...stateParts(run, collection),
  ];
}

/** By name of the part. @param isItem whether the operation is one of the record itself */
function checksOf(subject: MadeSubject, operation: Operation, isItem: boolean): Checks {
  const { method } = operation;
  if (method === 'DELETE') {
    const tag = tagOf(operation);
    return {
      ...(isItem && { 'what it deletes is gone': () => checkDeleted(subject, operation) }),
      ...(tag && { 'another tag is refused': () => checkTag(subject, operation, tag.name) }),
    };
  }
  // `POST /customers/{id}` changes what it has, as PATCH does.
  if (method === 'POST' && isItem) return changesOf(subject, operation);
  if (isRestoring(operation)) return { 'what was deleted is back': () => checkRestored(subject, operation) };
  if (method === 'POST') return { 'what it changes is changed': () => checkChanged(subject, operation) };
  if (!isChange(operation)) return {};
  const creates = method === 'PUT' && isItem && operation.responses.has('201');
  return {
    ...changesOf(subject, operation),
    ...(isItem && method === 'PATCH' && patchChecks(subject, operation, subject.collection.create)),
    ...(creates && { 'what it creates is answered with 201': () => checkCreatedAtId(subject, operation) }),
  };
}
