/** Source: docs/updateregistration-data: not while a verification is pending (newer copies). */
import { detailsView } from '../entity-view.js';
import { forUser } from '../operation.js';
import { birthdateProblem } from '../personal-data.js';
import { refusedChange, updateRules } from '../registration-rules.js';
import { badRequest, failure, ok, success } from '../reply.js';
import { detailsOf } from './register.js';
import type { Body } from '../handler-types.js';

export const updateEntity = forUser((call, { entity, header }) => {
  const changes = call.body as Body<'updateEntity'>;
  const underage = entity.type === 'individual' && birthdateProblem(changes.birthdate, call.now);
  if (underage) return badRequest({ birthdate: underage });
  const refused = refusedChange(call, entity, updateRules.entity);
  if (refused) return failure(400, refused);
  Object.assign(entity.details, detailsOf(changes));
  return ok(success(call, header, { message: 'Successfully updated entity.', ...detailsView(entity) }));
});
