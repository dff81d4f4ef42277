/**
 * add/…, update/… and delete/… of one kind of entry. Source of the messages: docs/add…, update… and
 * deleteregistration-data.
 */
import type { Reply } from '../core/handler.js';
import { entriesOf, newEntry, show, type Entries, type Kind } from './entries.js';
import type { UserRequest } from './operation.js';
import { deleteRules, refusedChange, updateRules } from './registration-rules.js';
import { failure, ok, success } from './reply.js';
import { seconds, type Entry } from './state.js';
import type { SilaCall } from './handler-types.js';

type Data<K extends Kind> = Omit<Entries[K], keyof Entry>;

export function addEntry<K extends Kind>(call: SilaCall, request: UserRequest, kind: K, data: Data<K>): Reply {
  const entry = { ...newEntry(call), ...data } as Entries[K];
  entriesOf(request.entity, kind).push(entry);
  const message = `Successfully added ${kind} to user ${request.entity.handle}.`;
  return ok(success(call, request.header, { message, [kind]: show[kind](entry) }));
}

export function updateEntry<K extends Kind>(
  call: SilaCall,
  request: UserRequest,
  kind: K,
  uuid: string,
  change: (old: Entries[K]) => Data<K>,
): Reply {
  const entry = entriesOf(request.entity, kind).find((one) => sameUuid(one.uuid, uuid));
  // Source: a third party's tests of 2020, see responses/PhoneNotFound.yaml.
  if (!entry) return failure(404, noSuchEntry(request, kind, uuid));
  const refused = refusedChange(call, request.entity, updateRules[kind]);
  if (refused) return failure(400, refused);
  Object.assign(entry, change(entry), { modified: seconds(call) });
  const message = `Successfully updated ${kind} with UUID ${entry.uuid}.`;
  return ok(success(call, request.header, { message, [kind]: show[kind](entry) }));
}

export function deleteEntry(call: SilaCall, request: UserRequest, kind: Kind, uuid: string): Reply {
  const list = entriesOf(request.entity, kind);
  const index = list.findIndex((one) => sameUuid(one.uuid, uuid));
  // Source: a third party's tests of 2020, in which this succeeded.
  if (index < 0) return ok(success(call, request.header, { message: noSuchEntry(request, kind, uuid) }));
  const refused = refusedChange(call, request.entity, deleteRules[kind]);
  if (refused) return failure(400, refused);
  list.splice(index, 1);
  return ok(success(call, request.header, { message: `Successfully deleted ${kind} with UUID ${uuid}.` }));
}

const noSuchEntry = ({ entity }: UserRequest, kind: Kind, uuid: string): string =>
  `No ${kind} with UUID ${uuid} exists for user ${entity.handle}.`;

/** UUIDs are compared without case. */
export const sameUuid = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
