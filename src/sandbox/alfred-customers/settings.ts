/** What can be set: `createSandbox({ settings: { 'alfred-customers': { … } } })`. */
import type { PartnerSettings } from '../core/partners.js';

export interface AlfredCustomersSettings extends PartnerSettings {
  /**
   * Seconds until a submission that is in review is completed by itself; `'decision'`: only the control API and
   * `sendStatusEvent` move it. @default 90
   */
  reviewDelay?: number | 'decision';
  /** Whether the customers and submissions of the document's examples are there from the start. @default false */
  examples?: boolean;
}

/** An integrator's nightly test sees the real sandbox complete a person within 90 seconds. */
export const defaultReviewDelay = 90;
