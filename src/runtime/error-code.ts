/** Every constant that a property of this name has in a document's schemas: what a provider tells failures apart by. */
export type ErrorCodeOf<Components, Property extends string = never> = Components extends { schemas: infer Schemas }
  ? CodeIn<Schemas[keyof Schemas], Property>
  : never;

/** `string` is no code: that is a schema which leaves the value open. */
type CodeIn<Schema, Property extends string> =
  Schema extends Partial<Record<Property, infer Code extends string>> ? (string extends Code ? never : Code) : never;
