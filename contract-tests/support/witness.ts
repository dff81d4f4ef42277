/** Sees all that a page asks for and complains about. */
import type { Page } from 'playwright-core';

export class Witness {
  /** Every request, in order. */
  readonly requests: string[] = [];
  /** Those of them that went to another host. They are also stopped. */
  readonly foreign: string[] = [];
  /** What the page wrote to the console as an error, and what it threw. */
  readonly errors: string[] = [];

  static async of(page: Page): Promise<Witness> {
    const witness = new Witness();
    page.on('console', (message) => message.type() === 'error' && witness.errors.push(message.text()));
    page.on('pageerror', (error) => witness.errors.push(error.message));
    page.on('request', (request) => witness.requests.push(request.url()));
    await page.route(
      (url) => !isLocal(url),
      (route) => {
        witness.foreign.push(route.request().url());
        return route.abort();
      },
    );
    return witness;
  }
}

/** Loopback, the disk, and what a page holds in itself. */
function isLocal({ protocol, hostname }: URL): boolean {
  return ['file:', 'data:', 'blob:', 'about:'].includes(protocol) || hostname === '127.0.0.1';
}
