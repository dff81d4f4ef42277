/**
 * Conditions on a verification's status and times. Sources: docs/kyc, docs/update-registration-data,
 * docs/delete-registration-data.
 */
import type { Entity, Verification } from './state.js';
import type { SilaContext } from './handler-types.js';

export const minutes = (count: number): number => count * 60;
export const days = (count: number): number => count * 24 * 60 * 60;

/** Source: "A status other than passed or failed." */
export const isOpen = ({ status }: Verification): boolean => status !== 'passed' && status !== 'failed';

/**
 * Sila is working on it, so the data must not change. A verification that waits for the end user is not pending, since
 * it may wait for other data.
 */
export const isPending = ({ status }: Verification): boolean => status === 'pending' || status === 'documents_received';

export const verificationsOf = (context: SilaContext, entity: Entity): Verification[] =>
  entity.verifications.flatMap((id) => context.state.verifications[id] ?? []);

/** The window is half open: it ends at exactly `window` seconds. */
export const isWithin = (window: number, then: number, now: number): boolean => now - then < window;
