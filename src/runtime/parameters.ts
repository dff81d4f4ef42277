/**
 * openapi-fetch's `pathSerializer`. Parameters are texts, numbers or booleans: the generator refuses a document that has
 * others.
 * @throws {TypeError} for a value that would lead to another path: `.`, `..` and nothing
 */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = String(values[name] ?? '');
    if (/^\.{0,2}$/.test(value)) throw new TypeError(`params.path.${name} must not be empty, "." or ".."`);
    return encodeURIComponent(value);
  });
}
