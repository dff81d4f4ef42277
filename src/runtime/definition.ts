/** What a generated client knows of its document, and the code of `src/runtime/` needs to serve any provider. */
import type { SecurityScheme } from './security/scheme.js';

export interface ClientDefinition {
  /** What the client calls itself, as a product of RFC 9110: `kyc-contracts/1.2.3`. */
  readonly agent: string;
  /** Base URLs by name. The default is the first that is not called `production`. */
  readonly servers: Readonly<Record<string, string>>;
  /** How each security scheme of the document puts its credential into a request. */
  readonly schemes: Readonly<Record<string, SecurityScheme>>;
  /** What operations ask for: each a list of alternatives, whose schemes are needed together. Most share one. */
  readonly security: readonly Security[];
  /** Every operation, by method and path template, such as `POST /0.2/kyc`. */
  readonly operations: Readonly<Record<string, OperationDefinition>>;
  /** What the document says of the bodies of failures. */
  readonly failure?: FailureDefinition;
}

/** In the document's order of preference. No alternative, or an empty one, means: nothing is needed. */
export type Security = readonly (readonly string[])[];

/** A list and not an object, because a document may have hundreds, and consumers ship them all. */
export type OperationDefinition = readonly [
  operationId: string,
  /** Index in `security`. */
  security: number,
  /** The sum of `repeatable` and `bodiless`, below. */
  traits?: number,
];

/** Bit of the third item of an operation: to send it again changes nothing. A safe method of RFC 9110, or `x-repeatable`. */
export const repeatable = 1;

/** Bit of the third item of an operation: a success may come without a JSON body. */
export const bodiless = 2;

/** `x-failure` of the document. */
export interface FailureDefinition {
  /** The property by which failures are told apart. */
  readonly code: string;
  /** The properties that a provider's support asks for; the first that is there counts. */
  readonly reference?: readonly string[];
  /** Every constant that the document has for `code`: what may be shown in a log. */
  readonly codes?: readonly string[];
}

/** Which operation a request or a result belongs to. */
export interface Call {
  /** The document's name of it, such as `kyc`. */
  readonly operationId: string;
  /** In capitals. */
  readonly method: string;
  /** Path template, such as `/0.2/kyc`. */
  readonly path: string;
  /** Does sending it again change nothing? */
  readonly repeatable: boolean;
  /** May a success come without a JSON body? */
  readonly bodiless: boolean;
  /** What it asks for. */
  readonly security: Security;
  readonly failure?: FailureDefinition | undefined;
}

/** @param path the path template. One that the document lacks is a call too, for those who do not use the types. */
export function toCall({ operations, security, failure }: ClientDefinition, method: string, path: string): Call {
  const [operationId = path, index = -1, flags = 0] = operations[`${method} ${path}`] ?? [];
  return {
    operationId,
    method,
    path,
    repeatable: (flags & repeatable) > 0,
    bodiless: (flags & bodiless) > 0,
    security: security[index] ?? [],
    failure,
  };
}
