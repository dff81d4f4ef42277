/** A verification by the UUID that a request names: it has to be the end user's own. */
import { sameUuid } from './change-entries.js';
import { verificationsOf } from './verification-status.js';
import type { Entity, Verification } from './state.js';
import type { SilaContext } from './handler-types.js';

export const findVerification = (
  context: SilaContext,
  entity: Entity,
  uuid: string,
  system?: Verification['system'],
): Verification | undefined =>
  verificationsOf(context, entity).find(
    (verification) => sameUuid(verification.id, uuid) && (system === undefined || verification.system === system),
  );
