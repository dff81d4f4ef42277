/** What the test knows about one code generator that is not ours. */

export interface Generator {
  /** Its npm package; package.json beside this file pins the version. */
  package: string;
  /** 3.1 unless the generator is better off with 3.0, which `note` then explains. */
  document: 'openapi.json' | 'openapi-3.0.json';
  note?: string;
  /** It writes wrong code for responses without content (`5XX`, 429), so they are left out of its document. */
  onlyWithContent?: boolean;
  /** The file that Node runs, relative to the folder of the run. */
  program: string;
  /** Arguments that make it turn `document` into TypeScript below `out/`. */
  arguments: (document: string) => string[];
  /** Whether it stops at a reference to nowhere. If not, the types that it writes must give it away. */
  stopsAtBrokenReference: boolean;
  /** TypeScript that gives what it emitted the names that uses/<provider>/use.ts stands on. */
  names: Record<string, string>;
  /** The module from which it exports the type of the known codes, for uses/sila/codes.ts; not all of them do. */
  codes?: string;
}
