/**
 * Decides, before a single request is sent, what the document promises: one case for every documented response and
 * every named example of it. A case either has a request that is known to bring it about, or a reason why not.
 */
import type { Credentials } from './credentials.js';
import { follow, isObject, type Json, type JsonObject, type Operation, type Located } from './document.js';
import { examplesOf } from './examples.js';
import type { SentRequest } from './exchange.js';
import { fillTimes, type Recipe, type Recipes } from './recipe.js';
import { makeRequest, type RequestWish } from './request.js';

export interface Case {
  operation: Operation;
  /** Key in the Responses Object. */
  status: string;
  response: Located;
  /** Key in the response's `content`; undefined where the document leaves the body open. */
  mediaType: string | undefined;
  /** The named example, null where the response has none. */
  example: string | null;
  /** The example's value, to tell one documented failure from its siblings. */
  value: Json | undefined;
  /**
   * Whether the request is known to bring about just this response.
   * If it is not, any documented success is a lawful answer.
   */
  addressed: boolean;
  attempt: { request: SentRequest } | { reason: string };
}

export interface PlanOptions {
  recipes: Recipes;
  credentials: Credentials;
  /** The target answers with the response that `Prefer: code=…, example=…` names, as Prism does. */
  honoursPrefer: boolean;
}

export function planCases(document: JsonObject, operations: readonly Operation[], options: PlanOptions): Case[] {
  const now = Math.floor(Date.now() / 1000);
  const fill = (patch: Json | undefined) => (patch === undefined ? undefined : fillTimes(patch, now));
  return operations.flatMap((operation) => {
    const promises = promisesOf(document, operation);
    return promises.map((promise): Case => {
      const approach = options.honoursPrefer
        ? askFor(promise, recipeFor(options.recipes, promise))
        : bringAbout(promise, promises, recipeFor(options.recipes, promise), requestExamples(document, operation));
      if ('reason' in approach) return { ...promise, addressed: false, attempt: approach };
      const wish: RequestWish = {
        operation,
        credentials: options.credentials,
        overridden: approach.credentials ?? {},
        example: approach.example,
        headers: { ...approach.headers, ...(promise.mediaType ? { accept: `${promise.mediaType}, */*;q=0.1` } : {}) },
        every: fill(options.recipes.every),
        patch: fill(approach.patch),
      };
      const made = makeRequest(document, wish);
      return {
        ...promise,
        addressed: approach.addressed,
        attempt: 'missing' in made ? { reason: made.missing } : made,
      };
    });
  });
}

type Promised = Omit<Case, 'addressed' | 'attempt'>;

function promisesOf(document: JsonObject, operation: Operation): Promised[] {
  return [...operation.responses].flatMap(([status, response]) => {
    const content = isObject(response.value.content) ? response.value.content : {};
    const named = Object.entries(content).flatMap(([mediaType, node]): Promised[] => {
      const media = follow(document, node, '')?.value ?? {};
      const examples = isObject(media.examples) ? [...examplesOf(document, media)] : [];
      return examples
        .filter(([name]) => name !== '')
        .map(([example, value]) => ({ operation, status, response, mediaType, example, value }));
    });
    const unnamed = {
      operation,
      status,
      response,
      mediaType: Object.keys(content)[0],
      example: null,
      value: undefined,
    };
    return named.length > 0 ? named : [unnamed];
  });
}

interface Approach {
  example: string | undefined;
  patch?: Json;
  credentials?: Record<string, string>;
  headers?: Record<string, string>;
  addressed: boolean;
}

const recipeFor = (recipes: Recipes, { operation, example, status }: Promised): Recipe | undefined =>
  recipes.of.get(operation.operationId)?.[example ?? status];

/** A target that honours `Prefer` can be asked for each response by name; its request only has to be valid. */
function askFor({ status, example }: Promised, recipe: Recipe | undefined): Approach | { reason: string } {
  if (!/^\d{3}$/.test(status)) return { reason: `"${status}" is no status that can be asked for` };
  const from = recipe && 'from' in recipe ? recipe.from : undefined;
  const prefer = example === null ? `code=${status}` : `code=${status}, example=${example}`;
  return { example: from ?? example ?? undefined, headers: { prefer }, addressed: true };
}

const unknownRequest = 'no request is known to bring about this response';

function bringAbout(
  promise: Promised,
  siblings: readonly Promised[],
  recipe: Recipe | undefined,
  requestNames: ReadonlySet<string>,
): Approach | { reason: string } {
  const { example } = promise;
  if (recipe && 'state' in recipe) return { reason: recipe.state };
  if (recipe && 'request' in recipe) return { example: example ?? undefined, addressed: true };
  if (recipe) {
    return {
      example: recipe.from,
      ...(recipe.patch === undefined ? {} : { patch: recipe.patch }),
      ...(recipe.credentials ? { credentials: recipe.credentials } : {}),
      addressed: true,
    };
  }
  const plain = plainSuccess(siblings);
  const paired = example !== null && requestNames.has(example);
  if (paired && isPairOf(promise, siblings)) return { example, addressed: true };
  // With no pair at all, the plain request brings about the documented success, whichever example it then looks like.
  const anyPair = siblings.some((other) => other.status === plain?.status && requestNames.has(other.example ?? ''));
  if (promise === plain && !anyPair) return { example: undefined, addressed: false };
  return { reason: unknownRequest };
}

/** One request cannot bring about two statuses: of several responses with its name, it means the success. */
function isPairOf(promise: Promised, siblings: readonly Promised[]): boolean {
  const namesakes = siblings.filter((other) => other.example === promise.example && other.status !== promise.status);
  if (namesakes.length === 0) return true;
  return isSuccess(promise.status) && !namesakes.some((other) => isSuccess(other.status));
}

export const isSuccess = (status: string): boolean => /^[23]/.test(status);

/** The response to the plain request: the first documented success, or `default` where that is all there is. */
function plainSuccess(siblings: readonly Promised[]): Promised | undefined {
  const successes = siblings
    .filter(({ status }) => isSuccess(status))
    .sort((a, b) => (a.status < b.status ? -1 : a.status > b.status ? 1 : 0));
  return successes[0] ?? siblings.find(({ status }) => status === 'default');
}

function requestExamples(document: JsonObject, operation: Operation): Set<string> {
  const content = operation.requestBody?.value.content;
  const holders = [
    ...(isObject(content) ? Object.values(content) : []),
    ...operation.parameters.map((parameter) => parameter.object),
  ];
  return new Set(
    holders.flatMap((node) => {
      const holder = follow(document, node, '')?.value;
      return isObject(holder?.examples) ? Object.keys(holder.examples) : [];
    }),
  );
}
