/** A language of the matrix and its generator. */
import type { Example } from './examples.js';

export interface Language {
  name: string;
  generator: string;
  version: string;
  /** Programs that must be on PATH. */
  needs: readonly string[];
  /** Installs the generator below `home`, with the language's own package client. */
  install: (home: string) => Promise<void>;
  /** Generates a client from `document` into the empty folder `out`. Returns its warnings, one sentence each. */
  generate: (home: string, document: string, out: string) => Promise<string[]>;
  /** Compiles or type-checks the client. */
  compile: (home: string, out: string) => Promise<void>;
  /** Decodes each example as a response and serializes it again. Returns the results in order. */
  decode?: (home: string, out: string, examples: readonly Example[]) => Promise<Decoded[]>;
  dialect: Dialect;
}

/** The result of an example: the value that the client serialized, or the reason why it could not decode it. */
export type Decoded = { value: unknown } | { error: string };

/** How emitted code represents the facts of a document. Patterns are matched against the code without comments. */
export interface Dialect {
  /** The extension of file names. */
  extension: string;
  comment: RegExp;
  /** A function for the operation. */
  operation: (operationId: string) => RegExp;
  /** A named type for the schema. */
  type: (schema: string) => RegExp;
  /** A constant with this value on the wire. */
  constant: (value: string) => RegExp;
  /** A property of this name with the language's type for UUIDs, calendar dates, contents of files. */
  uuid: (property: string) => RegExp;
  date: (property: string) => RegExp;
  file: (property: string) => RegExp;
  /** The patterns that must all match if a program can distinguish the alternatives. */
  union: (schema: string, alternatives: readonly string[]) => RegExp[];
}
