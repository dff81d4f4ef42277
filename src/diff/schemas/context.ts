/** The context of a comparison of schemas, from the body down to a member. */
import type { JsonObject } from '../../openapi/document.js';
import type { Direction, Reporter } from '../findings.js';
import type { Parts } from './view.js';

/** A comparison that reports nothing: it only asks whether one schema covers another. */
export interface Trial {
  /** What is asked of the whole value: whether some of its values are excluded, or allowed. */
  effect: 'fewer' | 'more';
  isFound: boolean;
  /** Pairs for which it was found. */
  failed: Set<string>;
}

export interface SchemaContext {
  from: JsonObject;
  to: JsonObject;
  report: Reporter;
  /** The sender of such a value: the client (`request`) or the other side. */
  direction: Direction;
  /** Below `not`, to allow more is to allow less. */
  isInverted: boolean;
  /** Names of members and places, the outermost first. */
  trail: readonly string[];
  /** Compared pairs, to end circles and to report each change once. */
  seen: Set<string>;
  trial?: Trial;
  /** Whether this component and all that it refers to are equal in both documents. */
  isSame: (reference: string) => boolean;
  isXml: boolean;
  /** Compares nested schemas. */
  compare: (a: Parts, b: Parts, context: Omit<SchemaContext, 'compare'>) => void;
}
