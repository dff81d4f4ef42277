/**
 * Relations that a document cannot express, declared in `relations/<name>.yaml` of the recipes. A fixture sets up at
 * least two of each record, and says what its views show, what each request changes and what lists leave out.
 */
import type { Json, JsonObject } from '../../openapi/document.js';
import type { RequestTemplate } from '../../openapi/request.js';
import type { Step } from '../recipes/step.js';

/** What one request changes in one view; all else must stay. */
export interface Change {
  /** JSON Pointer to a list, or to an object where `where` is left out. */
  at: string;
  /** Selects the items with these members. */
  where?: JsonObject;
  /** A new item with these members. */
  add?: JsonObject;
  remove?: true;
  /** The members afterwards; `$any` for any value. */
  set?: JsonObject;
  /** Members that the view may all leave out: an object that has none of them before shows no change of them. */
  among?: readonly string[];
}

export interface DeclaredCase extends RequestTemplate {
  operation: string;
  /** The status, or its class: `4XX`; `any` where only the effect is known. @default any documented success */
  status?: number | string;
  /**
   * The document leaves open whether the request is taken in this state: a refusal is no fault, and the case is then not
   * exercised.
   */
  mayRefuse?: true;
  /** An earlier case that may be refused: where it was, this one is not exercised. */
  after?: string;
  /** The status of the second of two equal requests at once; the other must succeed. */
  atOnce?: number | string;
  /** Another request that is sent at the same time and must succeed, too. */
  beside?: RequestTemplate & { operation: string };
  expect?: Json;
  /** By name: a text that the header must contain. */
  headers?: Record<string, string>;
  outputs?: Record<string, string>;
  /** By view. @default nothing changes */
  changes?: Record<string, readonly Change[]>;
  /** One more case for each member: where the record is, and `request member: [member of the record, value]`. */
  each?: {
    view: string;
    at: string;
    where?: JsonObject;
    touched?: string[];
    /** The member of the request that has them. @default the body itself */
    within?: string;
    members: Record<string, [string, Json]>;
  };
  then?: readonly Step[];
}

export interface Filter extends Pick<RequestTemplate, 'patch' | 'parameters'> {
  /** By member of the item, or several joined by `|`: one of these values, a text it holds, or bounds. */
  keeps: Record<string, Json[] | { contains: string } | { from?: Json; to?: Json }>;
  /** Whether it must keep none or all; otherwise a filter that does proves nothing. */
  extreme?: true;
}

export interface DeclaredList extends RequestTemplate {
  operation: string;
  /** JSON Pointers to the lists of a response. */
  items: string[];
  /** Member of an item. */
  id: string;
  /** Items that the whole list must have. */
  has?: JsonObject[];
  /** Items that it must not have. */
  lacks?: JsonObject[];
  sorted?: (Pick<RequestTemplate, 'patch' | 'parameters'> & { by: string; descending?: true })[];
  filters?: Record<string, Filter>;
}

/** An event that is sent to a webhook in the fixture. */
export interface DeclaredEvent {
  /** The operation that causes it, to which reports assign its case. */
  operation: string;
  /** The operationId of the document's webhook. */
  webhook: string;
  /** The least number of such events. @default 1 */
  times?: number;
  /** Steps to repeat until there are enough events. */
  whileWaiting?: readonly Step[];
  /** Headers that it must have, also where the document makes them optional. */
  hasHeaders?: readonly string[];
  /** Headers that name the endpoint: the same in all events to one URL, and others in events to another. */
  endpointHeaders?: readonly string[];
  /** Steps after there are enough events, which show its effect. */
  then?: readonly Step[];
  expect: Json;
}

export interface DeclaredFixture {
  /** Why the fixture is skipped. */
  reason?: string;
  /** Whether the fixture is set up first, and must not be changed by other requests. */
  stays?: true;
  given: readonly Step[];
  /** Steps that succeed as long as it is in the state that its cases are about, such as a verification that is pending. */
  lasts: readonly Step[];
  /** Requests that show its state. */
  views: Record<string, RequestTemplate & { operation: string }>;
  /** Members that differ between responses. */
  volatile: string[];
  /** In order, since each builds on the state that the others left. */
  cases: Record<string, DeclaredCase>;
  lists: Record<string, DeclaredList>;
  events: Record<string, DeclaredEvent>;
}
