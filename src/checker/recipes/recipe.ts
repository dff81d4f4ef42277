/**
 * How a documented response is brought about: data beside the spec, one file an operation, and a few that concern all.
 * spec/README.md says how to write them.
 */
import type { Json } from '../../openapi/document.js';
import type { RequestTemplate } from '../../openapi/request.js';

export type { RequestTemplate };

/** Something that happens before or after the request. */
export type Step = RequestTemplate & {
  /** What later steps and the request may use of the answer: expressions by name. */
  outputs?: Record<string, string>;
  /** Values that the answer's body must have (`expectation.ts`). */
  expect?: Json;
} & (
    | {
        /** The operationId of the document. */
        operation: string;
        /** What it must answer. @default any documented success */
        status?: number;
      }
    | {
        /** The operationId of the control API, for what no request can bring about. */
        control: string;
      }
  );

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

/** Where a credential comes from that the user has not given. */
export type CredentialSource =
  | IssuedCredential
  /** Made from each request; the key is hexadecimal. */
  | { operation?: never; sign: string; key: string }
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
  /** operationIds of what is safe (RFC 9110, 9.2.1) although its method is not. */
  safe: readonly string[];
}

export const noRecipes: Recipes = {
  of: new Map(),
  everyOperation: {},
  everyRequest: undefined,
  credentials: {},
  inputs: {},
  safe: [],
};

/** What is written for a response, in its operation's file or in that of all operations. */
export function recipeFor(recipes: Recipes, operationId: string, name: string): Recipe | undefined {
  return recipes.of.get(operationId)?.[name] ?? recipes.everyOperation[name];
}
