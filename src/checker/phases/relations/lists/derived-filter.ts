/** A filter of a list that the document yields. */
import type { Json, JsonObject, Operation } from '../../../../openapi/document.js';

export interface DerivedFilter {
  name: string;
  /** Name of the member of an item. */
  member: string;
  /** The parameters that ask for values. */
  ask: (values: readonly Json[]) => JsonObject;
  takesSeveral: boolean;
  /** Whether it can be asked for a value. @default any value */
  takes?: (value: Json) => boolean;
  /** All that may be asked for; undefined where any text may be. */
  values: readonly Json[] | undefined;
  /** Of a number or an instant. */
  bound?: Bound;
  /** Where the member is that of the record which an item names. */
  related?: Related;
}

export interface Bound {
  side: 'min' | 'max';
  /** Whether what is at the bound is kept, too, where that is said. */
  isInclusive: boolean;
}

/** `room_kind` of a list whose items have a `room`. */
export interface Related {
  /** The member of an item that has the id. */
  reference: string;
  /** What shows the record of an id. */
  read: Operation;
  /** Name of its parameter. */
  parameter: string;
  member: string;
}
