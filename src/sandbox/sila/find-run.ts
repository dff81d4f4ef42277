/** A run by the UUID that a request names: it has to be the end user's own. */
import { sameUuid } from './change-entries.js';
import { runsOf } from './run-status.js';
import type { Entity, Run } from './state.js';
import type { SilaContext } from './world.js';

export const findRun = (context: SilaContext, entity: Entity, uuid: string, system?: Run['system']): Run | undefined =>
  runsOf(context, entity).find((run) => sameUuid(run.id, uuid) && (system === undefined || run.system === system));
