/** Records the requests and errors of a page. */
import type { Page } from 'playwright-core';

export class Witness {
  /** Every request, in order. */
  readonly requests: string[] = [];
  /** Requests to other hosts. They are also blocked. */
  readonly foreign: string[] = [];
  /** Errors on the page's console, and uncaught exceptions. */
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

/** Whether the URL is on loopback or on disk, or contains its data itself. */
function isLocal({ protocol, hostname }: URL): boolean {
  return ['file:', 'data:', 'blob:', 'about:'].includes(protocol) || hostname === '127.0.0.1';
}
