/** The parts of a document that a generated client contains, so that `src/runtime/` serves any provider. */
import type { SecurityScheme } from './security/scheme.js';

export interface ClientDefinition {
  /** The client's product name in the sense of RFC 9110: `kyc-contracts/1.2.3`. */
  readonly agent: string;
  /** Base URLs by name. The default is the first that is not named `production`. */
  readonly servers: Readonly<Record<string, string>>;
  /** How each security scheme of the document adds its credential to a request. */
  readonly schemes: Readonly<Record<string, SecurityScheme>>;
  /**
   * The security requirements of operations: each a list of alternatives, whose schemes are required together. Most
   * operations share one.
   */
  readonly security: readonly Security[];
  /** Every operation, by method and path template, such as `POST /0.2/kyc`. */
  readonly operations: Readonly<Record<string, OperationDefinition>>;
  /** The document's description of failures. */
  readonly failure?: FailureDefinition;
}

/**
 * In the document's order of preference. An empty list or an empty alternative means that no credential is required.
 */
export type Security = readonly (readonly string[])[];

/** A list and not an object, because a document may have hundreds of them, and consumers ship them all. */
export type OperationDefinition = readonly [
  operationId: string,
  /** Index in `security`. */
  security: number,
  /** The sum of `repeatable` and `bodiless`. */
  traits?: number,
];

/**
 * Bit of the third item of an operation: a repeated request changes nothing. Source: RFC 9110 (safe methods), or
 * `x-repeatable`.
 */
export const repeatable = 1;

/** Bit of the third item of an operation: a success may have no JSON body. */
export const bodiless = 2;

/** `x-failure` of the document. */
export interface FailureDefinition {
  /** The property with the error code. */
  readonly code: string;
  /** The properties with the reference for a provider's support; the first one that exists counts. */
  readonly reference?: readonly string[];
  /** All constants of `code` in the document, which may be shown in a log. */
  readonly codes?: readonly string[];
}

/** The operation of a request or a result. */
export interface Call {
  /** The operationId of the document, such as `kyc`. */
  readonly operationId: string;
  /** In upper case. */
  readonly method: string;
  /** Path template, such as `/0.2/kyc`. */
  readonly path: string;
  /** Whether a repeated request changes nothing. */
  readonly repeatable: boolean;
  /** Whether a success may have no JSON body. */
  readonly bodiless: boolean;
  /** The security requirement. */
  readonly security: Security;
  readonly failure?: FailureDefinition | undefined;
}

/** @param path the path template. An undocumented one gives a call too, for callers without types. */
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
