/**
 * Parameters in a URL. They are texts, numbers or booleans, in a query lists of them, too: the generator refuses a
 * document that has others, so openapi-fetch's serialisers for all styles of OpenAPI can stay out of every bundle.
 */

/** @throws {TypeError} for a value that would lead to another path: `.`, `..` and nothing */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = String(values[name] ?? '');
    if (/^\.{0,2}$/.test(value)) throw new TypeError(`params.path.${name} must not be empty, "." or ".."`);
    return encodeURIComponent(value);
  });
}

/** With its question mark, if there is anything to ask. What is undefined or null is left out. */
export function toQuery(values: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    [value].flat().flatMap((item) => (item == null ? [] : `${name}=${encodeURIComponent(item as string)}`)),
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}
