import { checkNumbers } from '../runtime/numeric-options.js';
import type { AlfredCustomersSettings } from './alfred-customers/index.js';
import type { SilaSettings } from './sila/index.js';

/** The numeric options of a sandbox. */
interface Numeric {
  readonly seed?: number;
  readonly settings?: { readonly sila?: SilaSettings; readonly 'alfred-customers'?: AlfredCustomersSettings };
}

/** @throws {TypeError} for a number out of range; it names the option */
export function checkOptions({ seed, settings = {} }: Numeric): void {
  checkNumbers({ seed }, 'whole');
  const { reviewDelay } = settings['alfred-customers'] ?? {};
  if (reviewDelay !== 'decision')
    checkNumbers({ 'settings.alfred-customers.reviewDelay': reviewDelay }, 'not negative');
  const { verificationDelay, webhooks = {}, rateLimits = {} } = settings.sila ?? {};
  const at = 'settings.sila';
  if (verificationDelay !== 'decision')
    checkNumbers({ [`${at}.verificationDelay`]: verificationDelay }, 'not negative');
  checkNumbers({ [`${at}.webhooks.retries`]: webhooks.retries }, 'whole');
  checkNumbers({ [`${at}.webhooks.retryDelay`]: webhooks.retryDelay }, 'not negative');
  for (const [name, { limit, window }] of Object.entries(rateLimits)) {
    checkNumbers({ [`${at}.rateLimits.${name}.limit`]: limit }, 'whole');
    checkNumbers({ [`${at}.rateLimits.${name}.window`]: window }, 'positive');
  }
}
