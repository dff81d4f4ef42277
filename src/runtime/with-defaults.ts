/** Treats undefined as not given, since callers pass on their own options, which may be unset. */
export function withDefaults<Defaults extends object, Given extends object>(
  defaults: Defaults,
  given: Given | undefined,
): Defaults & Given {
  const all = { ...defaults } as Defaults & Given;
  for (const name in given) if (given[name] !== undefined) all[name] = given[name] as never;
  return all;
}
