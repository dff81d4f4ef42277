/** What a comparison of schemas goes by, from the body down to the last member. */
import type { JsonObject } from '../../openapi/document.js';
import type { Direction, Reporter } from '../findings.js';
import type { Parts } from './view.js';

export interface SchemaContext {
  from: JsonObject;
  to: JsonObject;
  report: Reporter;
  /** Who writes such a value: we (`request`) or the other side. */
  direction: Direction;
  /** Below `not`, to allow more means to allow less. */
  isInverted: boolean;
  /** Names of members and places, from the outside in. */
  trail: readonly string[];
  /** Pairs that have been compared: circles end, and nothing is said twice. */
  seen: Set<string>;
  /** Does this component, and all that it refers to, read the same in both documents? */
  isSame: (reference: string) => boolean;
  isXml: boolean;
  /** Compares schemas further in. */
  compare: (a: Parts, b: Parts, context: Omit<SchemaContext, 'compare'>) => void;
}
