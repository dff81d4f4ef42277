/** How one keyword of a schema is broken. */
import type { Json, JsonObject } from '../../../../openapi/document.js';

/** One way to break it. Whether it does, and nothing else with it, is found out by a validator, not promised here. */
export interface Candidate {
  /** For a report; without any part of the value. */
  what: string;
  /** The member of the value that is concerned, where it is not the value itself. */
  member?: string;
  /** The value in its place; several where only trying shows which one breaks this keyword alone. */
  values: readonly Change[];
}

/** Undefined comes in where a property is absent. */
export type Change = (value: Json | undefined) => Json;

/** @param value A value that is valid; undefined where none is known. */
export type Mutator = (schema: JsonObject, value: Json | undefined) => Candidate[];

export const typesOf = ({ type }: JsonObject): string[] => [type ?? []].flat().map(String);

export const put =
  (value: Json): Change =>
  () =>
    value;
