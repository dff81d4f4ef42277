/** What mutates a value so that it breaks one keyword of its schema. */
import type { Json, JsonObject } from '../../../../openapi/document.js';

/** One way to break the keyword. A validator finds out whether it does, and whether it breaks others too. */
export interface Candidate {
  /** For reports: it has no part of the value. */
  what: string;
  /** The member that is mutated; undefined for the value itself. */
  member?: string;
  /** Whether lenient readers convert it to the right type. @default false */
  isConvertible?: boolean;
  /** Whether frameworks take it unless they are told otherwise. @default false */
  isTolerated?: boolean;
  /** Several where only a validator shows which one breaks this keyword alone. */
  values: readonly Change[];
}

/** Gets undefined where the property is absent. */
export type Change = (value: Json | undefined) => Json;

/** @param value A value that is valid; undefined where none is known. */
export type Mutator = (schema: JsonObject, value: Json | undefined) => Candidate[];

export const typesOf = ({ type }: JsonObject): string[] => [type ?? []].flat().map(String);

export const put =
  (value: Json): Change =>
  () =>
    value;
