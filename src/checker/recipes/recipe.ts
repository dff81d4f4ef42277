/**
 * Recipes say how the documented responses are obtained. They are data beside the document: one file an operation, and
 * a few for all operations (spec/README.md).
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
  /** The request example of the same name is enough, on any implementation. */
  request?: true;
  /** Steps before the request. */
  given?: readonly Step[];
  /** Values that the body of the response must have, besides being valid. */
  expect?: Json;
  /** Steps after the request, which show its effect. */
  then?: readonly Step[];
  /** The state in words: the reason for a skipped case where no step can set it up. */
  state?: string;
}

/** A credential from the response of an operation, where the user has given none. */
export type IssuedCredential = RequestTemplate & {
  /** Requests before that one. */
  given?: readonly Extract<Step, { operation: string }>[];
  operation: string;
  value: string;
};

/**
 * A private key in hexadecimal, or a text (with expressions) to derive one from. For a form, `part` names what is
 * signed.
 */
export type SigningKey = ({ key: string; seed?: never } | { seed: string; key?: never }) & { part?: string };

/** Where a credential comes from if the user has given none. */
export type CredentialSource =
  | IssuedCredential
  /** Signed for each request; the key is hexadecimal. */
  | ({ operation?: never; sign: string } & SigningKey)
  /** A visibly fake value, where the user has given none. */
  | { operation?: never; value: string };

export interface Recipes {
  /** By operationId, then by the response example's name or, where a response has none, by its status. */
  of: ReadonlyMap<string, Readonly<Record<string, Recipe>>>;
  /** By name of the response example, for operations without a recipe of that name. */
  everyOperation: Readonly<Record<string, Recipe>>;
  /**
   * An RFC 7396 patch of the members that a body has, before that of its recipe, for values that a fixed example cannot
   * have.
   */
  everyRequest: Json | undefined;
  /** By security scheme. */
  credentials: Readonly<Record<string, CredentialSource>>;
  /** Values that differ between users of the API, by name: `$inputs.<name>` in expressions. */
  inputs: Readonly<Record<string, Json>>;
  /** By name, for every operation that a rule applies to. */
  rules: Readonly<Record<string, Rule>>;
  /**
   * Members that the provider restricts although the schema does not: only some values are valid, or they are required.
   */
  closed: { values: readonly string[]; presence: readonly string[] };
  /** By operationId and pointer: values beside those of an open list, which the document says are possible. */
  unlisted: Readonly<Record<string, readonly Json[]>>;
  /** The largest request in bytes, by operationId. */
  sizes: Readonly<Record<string, number>>;
  /** By operationId: the request that gives back the file which it has stored; `$response` is the answer of that operation. */
  files: Readonly<Record<string, Step>>;
  /** By name of their file. */
  fixtures: Readonly<Record<string, DeclaredFixture>>;
  /** By operationId: reads that show that its work in the background is done. */
  background: ReadonlyMap<string, readonly BackgroundRead[]>;
  /** operationIds of safe operations (RFC 9110, 9.2.1) with an unsafe method. */
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
  unlisted: {},
  sizes: {},
  files: {},
  fixtures: {},
  background: new Map(),
  safe: [],
};

/** The recipe of a response, in the file of its operation or in that of all operations. */
export function recipeFor(recipes: Recipes, operationId: string, name: string): Recipe | undefined {
  return ownMember(recipes.of.get(operationId) ?? {}, name) ?? ownMember(recipes.everyOperation, name);
}
