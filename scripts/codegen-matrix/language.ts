/** What the matrix knows about a language and its generator. */
import type { Example } from './examples.js';

export interface Language {
  name: string;
  generator: string;
  version: string;
  /** Programs that have to be on PATH. */
  needs: readonly string[];
  /** Installs the generator below `home`, with the language's own package client. */
  install: (home: string) => Promise<void>;
  /** Generates a client from `document` into the empty folder `out`; what it warns about, one sentence each. */
  generate: (home: string, document: string, out: string) => Promise<string[]>;
  /** Compiles or type-checks it. */
  compile: (home: string, out: string) => Promise<void>;
  /** Reads each example as an answer and writes it again; the answers, in order. */
  decode?: (home: string, out: string, examples: readonly Example[]) => Promise<Decoded[]>;
  dialect: Dialect;
}

/** What became of an example: what the client wrote again, or why it could not read it. */
export type Decoded = { value: unknown } | { error: string };

/** How emitted code says what a document says. Patterns are matched against its text without comments. */
export interface Dialect {
  /** File names end so. */
  extension: string;
  comment: RegExp;
  /** A function for the operation. */
  operation: (operationId: string) => RegExp;
  /** A named type for the schema. */
  type: (schema: string) => RegExp;
  /** A constant that has this value on the wire. */
  constant: (value: string) => RegExp;
  /** A property of that name with the language's type for UUIDs, calendar dates, contents of files. */
  uuid: (property: string) => RegExp;
  date: (property: string) => RegExp;
  file: (property: string) => RegExp;
  /** What all is there if a program can ask which of the alternatives it has got. */
  union: (schema: string, alternatives: readonly string[]) => RegExp[];
}
