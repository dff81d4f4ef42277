/** Settings: `createSandbox({ settings: { 'alfred-customers': { … } } })`. */
import type { PartnerSettings } from '../core/partners.js';

export interface AlfredCustomersSettings extends PartnerSettings {
  /**
   * Seconds until a submission in review is completed automatically. With `'decision'` only the control API and
   * `sendStatusEvent` change it.
   * @default 90
   */
  reviewDelay?: number | 'decision';
  /** Whether a fresh sandbox has the customers and submissions of the document's examples. @default false */
  examples?: boolean;
}

/** Source: an integrator's nightly test, in which the real sandbox completes a person within 90 seconds. */
export const defaultReviewDelay = 90;
