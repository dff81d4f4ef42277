/**
 * The policy that the reader's browser enforces: no page can send a request to another host, whatever VitePress, Scalar
 * or a later version of them does.
 */
import { createHash } from 'node:crypto';

/** Adds the policy to a page of VitePress. Its inline scripts are allowed by their hashes. */
export function withPolicy(html: string): string {
  const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>([\s\S]*?)<\/script>/g)]
    .filter(([, attributes]) => !/type="application\//.test(attributes ?? ''))
    .map(
      ([, , code]) =>
        `'sha256-${createHash('sha256')
          .update(code ?? '')
          .digest('base64')}'`,
    );
  const content = policy({
    'script-src': ["'self'", ...new Set(inline)].join(' '),
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
  });
  return html.replace('<head>', `<head>\n    ${meta(content)}`);
}

/**
 * The policy for Scalar, which adds styles to the page. Requests go to this machine, and to the provider's documented
 * sandbox if the reader chooses it and presses Send.
 */
export function referencePolicy(origins: readonly string[]): string {
  const here = 'http://127.0.0.1:* http://localhost:*';
  return meta(
    policy({
      'script-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data: blob:",
      'font-src': "'self' data:",
      'connect-src': ["'self'", here, ...origins].join(' '),
      'media-src': 'blob: data:',
      'worker-src': "'self' blob:",
    }),
  );
}

const meta = (content: string) => `<meta http-equiv="Content-Security-Policy" content="${content}">`;

function policy(allowed: Record<string, string>): string {
  const directives = { 'default-src': "'none'", 'base-uri': "'none'", 'form-action': "'none'", ...allowed };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
