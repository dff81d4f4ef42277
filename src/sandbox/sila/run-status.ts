/** What a run's status and times allow. Sources: docs/kyc, docs/update-registration-data, docs/delete-registration-data. */
import type { Entity, Run } from './state.js';
import type { SilaContext } from './world.js';

export const minutes = (count: number): number => count * 60;
export const days = (count: number): number => count * 24 * 60 * 60;

/** "A status other than passed or failed." */
export const isOpen = ({ status }: Run): boolean => status !== 'passed' && status !== 'failed';

/**
 * Sila is at work, so that the data must not change. A run that waits for the end user is not pending: the very thing
 * that it waits for may be other data.
 */
export const isPending = ({ status }: Run): boolean => status === 'pending' || status === 'documents_received';

export const runsOf = (context: SilaContext, entity: Entity): Run[] =>
  entity.runs.flatMap((id) => context.state.runs[id] ?? []);

/** The window is half open: at just `window` seconds it is over. */
export const isWithin = (window: number, then: number, now: number): boolean => now - then < window;
