/** Every constant that a property of this name has in a document's schemas: what a provider tells failures apart by. */
export type ErrorCodeOf<Components, Property extends string = never> = Components extends { schemas: infer Schemas }
  ? CodeIn<Schemas[keyof Schemas], Property>
  : never;

/** A number is its text. `string` and `number` are no codes: those are schemas which leave the value open. */
type CodeIn<Schema, Property extends string> =
  Schema extends Partial<Record<Property, infer Code extends string | number>> ? Closed<Code> : never;

type Closed<Code extends string | number> = string extends Code ? never : number extends Code ? never : `${Code}`;
