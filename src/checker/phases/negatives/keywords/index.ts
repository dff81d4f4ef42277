/** The keywords that can be broken, by name. What is not here (`not`, `contains`, `if`) rules no single value out. */
import * as arrays from './arrays.js';
import type { Mutator } from './mutator.js';
import { constant, enumeration } from './choices.js';
import { format } from './format.js';
import * as numbers from './numbers.js';
import * as objects from './objects.js';
import * as text from './text.js';
import { type } from './type.js';

export const mutators: ReadonlyMap<string, Mutator> = new Map(
  Object.entries({ ...objects, type, enum: enumeration, const: constant, format, ...text, ...numbers, ...arrays }),
);

export type { Candidate, Change } from './mutator.js';
