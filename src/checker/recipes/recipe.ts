/**
 * How a documented response is brought about: data beside the spec, one file an operation, and a few that concern all.
 * spec/README.md says how to write them.
 */
import { ownMember } from '../../openapi/own.js';
import type { Json } from '../../openapi/document.js';
import type { RequestTemplate } from '../../openapi/request.js';
import type { BackgroundRead } from '../background.js';
import type { DeclaredFixture } from '../relations/declared.js';
import type { Rule } from './rules.js';
import type { Step } from './step.js';

export type { RequestTemplate, Step };

export interface Recipe extends RequestTemplate {
  /** The request example of the same name does it alone, on any implementation. */
  request?: true;
  /** What must have happened. */
  given?: readonly Step[];
  /** Values that the answer's body must have, besides being valid. */
  expect?: Json;
  /** What shows afterwards that the request has done its work. */
  then?: readonly Step[];
  /** The state in words: why the response is not exercised where nothing can bring the state about. */
  state?: string;
}

/** A credential that the user has not given, out of the answer of an operation. */
export type IssuedCredential = RequestTemplate & { operation: string; value: string };

/**
 * A private key, hexadecimal, or a text to make one of, which may hold expressions. Of a form, only the part of that name
 * is signed.
 */
export type SigningKey = ({ key: string; seed?: never } | { seed: string; key?: never }) & { part?: string };

/** Where a credential comes from that the user has not given. */
export type CredentialSource =
  | IssuedCredential
  /** Made from each request; the key is hexadecimal. */
  | ({ operation?: never; sign: string } & SigningKey)
  /** Visibly fake, for whom nobody has given one. */
  | { operation?: never; value: string };

export interface Recipes {
  /** By operationId, then by the response example's name or, where a response has none, by its status. */
  of: ReadonlyMap<string, Readonly<Record<string, Recipe>>>;
  /** By name of the response example, for operations whose own recipes do not have it. */
  everyOperation: Readonly<Record<string, Recipe>>;
  /** RFC 7396 patch on the members that a request's body has, before that of its recipe: what no fixed example knows. */
  everyRequest: Json | undefined;
  /** By security scheme. */
  credentials: Readonly<Record<string, CredentialSource>>;
  /** What differs from one user of the API to the next, by name: `$inputs.<name>` in expressions. */
  inputs: Readonly<Record<string, Json>>;
  /** By name, for every operation that has what they speak of. */
  rules: Readonly<Record<string, Rule>>;
  /** Members that the schema leaves open and the provider does not: of which only some values are good, or that must be there. */
  closed: { values: readonly string[]; presence: readonly string[] };
  /** Bytes that a whole request may have, by operationId. */
  sizes: Readonly<Record<string, number>>;
  /** By name of their file. */
  fixtures: Readonly<Record<string, DeclaredFixture>>;
  /** By operationId: what shows that it is done with what it does after its answer. */
  background: ReadonlyMap<string, readonly BackgroundRead[]>;
  /** operationIds of what is safe (RFC 9110, 9.2.1) although its method is not. */
  safe: readonly string[];
}

export const noRecipes: Recipes = {
  of: new Map(),
  everyOperation: {},
  everyRequest: undefined,
  credentials: {},
  inputs: {},
  rules: {},
  closed: { values: [], presence: [] },
  sizes: {},
  fixtures: {},
  background: new Map(),
  safe: [],
};

/** What is written for a response, in its operation's file or in that of all operations. */
export function recipeFor(recipes: Recipes, operationId: string, name: string): Recipe | undefined {
  return ownMember(recipes.of.get(operationId) ?? {}, name) ?? ownMember(recipes.everyOperation, name);
}
