/**
 * Relations that no document can say, declared beside it in `relations/<name>.yaml` of the recipes: a fixture with at
 * least two of everything, what shows its state, what each request changes of it, and what a list leaves out.
 */
import type { Json, JsonObject } from '../../openapi/document.js';
import type { RequestTemplate } from '../../openapi/request.js';
import type { Step } from '../recipes/step.js';

/** What one request changes of one view; everything else has to be as it was. */
export interface Change {
  /** JSON Pointer to a list, or to an object where `where` is left out. */
  at: string;
  /** Which items: those that have these members. */
  where?: JsonObject;
  /** A new item, which has these members. */
  add?: JsonObject;
  remove?: true;
  /** Members as they are afterwards; `$any` for whatever they are. */
  set?: JsonObject;
}

export interface DeclaredCase extends RequestTemplate {
  operation: string;
  /** What it must answer, or of which class: `4XX`; `any` where that is open and its effect is not. @default any documented success */
  status?: number | string;
  /** The request is sent twice at once: one of the two succeeds, and this is what the other must answer. */
  atOnce?: number | string;
  expect?: Json;
  /** By name: a text that the header has to hold, whatever is quoted or around it. */
  headers?: Record<string, string>;
  outputs?: Record<string, string>;
  /** By view. @default nothing changes */
  changes?: Record<string, readonly Change[]>;
  /** One case more for each member alone: where the record is, and `request member: [member of the record, value]`. */
  each?: {
    view: string;
    at: string;
    where?: JsonObject;
    touched?: string[];
    /** The member of the request that they are in. @default the body itself */
    within?: string;
    members: Record<string, [string, Json]>;
  };
  then?: readonly Step[];
}

export interface Filter extends Pick<RequestTemplate, 'patch' | 'parameters'> {
  /** By member of the item, or several joined by `|`: one of these values, a text it holds, or bounds. */
  keeps: Record<string, Json[] | { contains: string } | { from?: Json; to?: Json }>;
  /** Whether it is to keep nothing, or all: otherwise a filter that does proves nothing. */
  extreme?: true;
}

export interface DeclaredList extends RequestTemplate {
  operation: string;
  /** JSON Pointers to the lists of an answer. */
  items: string[];
  /** Member of an item. */
  id: string;
  /** Items that the whole list has, as they have to be. */
  has?: JsonObject[];
  /** Items that it has none like. */
  lacks?: JsonObject[];
  sorted?: (Pick<RequestTemplate, 'patch' | 'parameters'> & { by: string; descending?: true })[];
  filters?: Record<string, Filter>;
}

/** An event that a webhook is told of in the fixture. */
export interface DeclaredEvent {
  /** The operation that brings it about: whose case it is in a report. */
  operation: string;
  /** The operationId of the document's webhook. */
  webhook: string;
  /** How often such an event comes, at the least. @default 1 */
  times?: number;
  /** Steps that are run, and run again, while it has not come often enough. */
  whileWaiting?: readonly Step[];
  /** Headers that it has, by name, also where the document lets others be without. */
  hasHeaders?: readonly string[];
  /** What shows of it once it has come often enough. */
  then?: readonly Step[];
  expect: Json;
}

export interface DeclaredFixture {
  /** Why it is left out. */
  reason?: string;
  /** It is made first, and whatever is asked about others leaves it as it is. */
  stays?: true;
  given: readonly Step[];
  /** What shows its state. */
  views: Record<string, RequestTemplate & { operation: string }>;
  /** Members that differ from one answer to the next, wherever they are. */
  volatile: string[];
  /** In order: each finds what those before have left. */
  cases: Record<string, DeclaredCase>;
  lists: Record<string, DeclaredList>;
  events: Record<string, DeclaredEvent>;
}
