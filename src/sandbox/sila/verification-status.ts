/** What a verification's status and times allow. Sources: docs/kyc, docs/update-registration-data, docs/delete-registration-data. */
import type { Entity, Verification } from './state.js';
import type { SilaContext } from './handler-types.js';

export const minutes = (count: number): number => count * 60;
export const days = (count: number): number => count * 24 * 60 * 60;

/** "A status other than passed or failed." */
export const isOpen = ({ status }: Verification): boolean => status !== 'passed' && status !== 'failed';

/**
 * Sila is at work, so that the data must not change. A verification that waits for the end user is not pending: the very thing
 * that it waits for may be other data.
 */
export const isPending = ({ status }: Verification): boolean => status === 'pending' || status === 'documents_received';

export const verificationsOf = (context: SilaContext, entity: Entity): Verification[] =>
  entity.verifications.flatMap((id) => context.state.verifications[id] ?? []);

/** The window is half open: at just `window` seconds it is over. */
export const isWithin = (window: number, then: number, now: number): boolean => now - then < window;
