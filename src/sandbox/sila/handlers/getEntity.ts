/** Source: docs/get_entity. */
import { detailsView, registeredData, rolesView, withPrettyDates } from '../entity-view.js';
import { forUser } from '../operation.js';
import { ok, success } from '../reply.js';

export const getEntity = forUser((call, { entity, header }) => {
  const data = { ...detailsView(entity), ...registeredData(entity), ...rolesView(call, entity) };
  return ok(success(call, header, call.query.pretty_dates === 'true' ? withPrettyDates(data) : data));
});
