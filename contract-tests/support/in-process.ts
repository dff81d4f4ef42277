/** The options for a check of a sandbox in this process, with its recipes and its control API. */
import type { CheckOptions } from '../../src/checker/index.js';
import { sandboxUrls } from '../../src/sandbox/urls.js';
import { documentOf, recipesOf } from './generated.js';

const origin = 'http://sandbox.test';

/** All options except `fetch`, which answers, and `timeout`, in seconds. */
export function inProcess(provider: string) {
  const urls = sandboxUrls(origin);
  return {
    document: documentOf(provider),
    recipes: recipesOf(provider),
    credentials: {},
    url: new URL(urls.get(provider) ?? origin),
    control: { document: documentOf('sandbox'), url: new URL(urls.get('control') ?? origin) },
    honoursPrefer: false,
    driver: 'direct',
    maxBodySize: 1e6,
  } satisfies Partial<CheckOptions>;
}
