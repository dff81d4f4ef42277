/** What a request about a made record has beside its id: another id than the example's, a tag, and the member by which it is told from others. */
import { isObject, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { examplesOf } from '../../openapi/examples.js';
import { joinPatches } from '../recipes/rules.js';
import type { Step } from '../recipes/step.js';
import { sampleOf } from '../../openapi/sample.js';
import type { Run } from '../run.js';
import { isChange, tagOf, type Collection } from './collections.js';
import { templateOf, type MadeRecord } from './made-record.js';
import { within, wrapped, wrappingOf, type Wrapping } from './wrapping.js';
import { plainRequest } from './references.js';

/** What creates a record at another id than that of the example. */
export function withChosenId({ document }: Run, { parameter }: Collection, outer: MadeRecord): MadeRecord | undefined {
  const [known] = examplesOf(document, parameter.object).values();
  const example = known ?? sampleOf(document, parameter.object.schema);
  // A position in what has just been made is free.
  if (typeof example === 'number' && outer.given.length > 0)
    return { ...outer, parameters: { ...outer.parameters, [parameter.name]: example } };
  if (typeof example !== 'string') return undefined;
  return { ...outer, parameters: { ...outer.parameters, [parameter.name]: { $another: example } } };
}

/** `If-Match` has the tag that the record has then (RFC 9110, 13.1.1). */
export function withTag(operation: Operation, { read }: Collection, record: MadeRecord): MadeRecord {
  const tag = tagOf(operation);
  if (!tag || !read) return record;
  const step: Step = { operation: read.operationId, ...templateOf(record), outputs: { tag: '$response.etag' } };
  return {
    ...record,
    given: [...record.given, step],
    tag: step,
    parameters: { ...record.parameters, [tag.name]: '$outputs.tag' },
  };
}

/** What replaces or changes a record is told from others by the same members, and names it in its body as JSON:API does. */
export function ofChange(
  run: Run,
  { create, parameter }: Collection,
  operation: Operation,
  record: MadeRecord,
  patch?: Json,
): MadeRecord {
  if (!isChange(operation)) return record;
  const { document } = run;
  const wrapping = wrappingOf(document, operation);
  const body = plainRequest(run, operation)?.body?.value ?? null;
  const unique = patch === undefined ? null : within(patch, wrappingOf(document, create));
  const all = Object.entries(isObject(unique) ? unique : {});
  const own = all.filter(([name]) => Object.hasOwn(objectAt(body, wrapping), name));
  const isTaken = own.length > 0 && (own.length === all.length || operation.method === 'PATCH');
  const resource = wrapping.at(-1) === 'attributes' ? wrapping.slice(0, -1) : undefined;
  const hasId = resource && Object.hasOwn(objectAt(body, resource), 'id');
  const patches = [
    ...(isTaken ? [wrapped(Object.fromEntries(own), wrapping)] : []),
    ...(hasId ? [wrapped({ id: record.parameters?.[parameter.name] ?? null }, resource)] : []),
  ];
  const whole = patches.reduce<Json | undefined>(joinPatches, undefined);
  return whole === undefined ? record : { ...record, patch: whole };
}

function objectAt(body: Json, wrapping: Wrapping): JsonObject {
  const found = within(body, wrapping);
  return isObject(found) ? found : {};
}
