/** Finds the verification whose UUID a request has. It must belong to the end user. */
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
