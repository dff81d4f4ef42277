/** All constants of a property in the schemas of a document, which are the provider's error codes. */
export type ErrorCodeOf<Components, Property extends string = never> = Components extends { schemas: infer Schemas }
  ? CodeIn<Schemas[keyof Schemas], Property>
  : never;

/** A number is converted to text. `string` and `number` are no codes: such schemas leave the value open. */
type CodeIn<Schema, Property extends string> =
  Schema extends Partial<Record<Property, infer Code extends string | number>> ? Closed<Code> : never;

type Closed<Code extends string | number> = string extends Code ? never : number extends Code ? never : `${Code}`;
