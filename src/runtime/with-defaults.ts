/** What is given as undefined is not given: callers hand on options of their own that nobody has set. */
export function withDefaults<Defaults extends object, Given extends object>(
  defaults: Defaults,
  given: Given | undefined,
): Defaults & Given {
  const all = { ...defaults } as Defaults & Given;
  for (const name in given) if (given[name] !== undefined) all[name] = given[name] as never;
  return all;
}
