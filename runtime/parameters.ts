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

/** What is undefined or null is left out. */
export function toQuery(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => [value].flat().map((item) => [name, item] as const))
    .filter(([, item]) => item != null)
    .map(([name, item]) => `${name}=${encodeURIComponent(String(item))}`)
    .join('&');
}
