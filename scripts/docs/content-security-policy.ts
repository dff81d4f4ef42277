/**
 * What a page may do, enforced by the reader's browser: whatever Redoc or a later version of it has in mind, no page of
 * the site can ask another host for anything.
 */

/** No script at all. */
export const landingPolicy = policy({ 'style-src': "'unsafe-inline'", 'img-src': 'data:' });

/**
 * Redoc writes its styles and its start into the page. Its search would rather run in workers, which it makes with
 * `eval`; without that permission it searches in the page, at once for documents of this size.
 */
export const referencePolicy = policy({
  'script-src': "'self' 'unsafe-inline'",
  'style-src': "'unsafe-inline'",
  'img-src': 'data:',
  'font-src': 'data:',
});

function policy(allowed: Record<string, string>): string {
  const directives = { 'default-src': "'none'", 'base-uri': "'none'", 'form-action': "'none'", ...allowed };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
