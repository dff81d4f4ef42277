/** A member by a name that a document gives, which may be that of one that every object inherits: `constructor`. */
export const ownMember = <Value>(object: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;
