/**
 * What a page may do, enforced by the reader's browser: whatever VitePress, Scalar or a later version of them has in
 * mind, no page can ask another host for anything.
 */
import { createHash } from 'node:crypto';

/** Writes the policy into a page of VitePress, whose inline scripts are allowed by their hashes. */
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
 * For Scalar, which styles what it draws. Requests go to this machine, and to the sandbox that the provider documents,
 * if the reader chooses it and presses Send.
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
