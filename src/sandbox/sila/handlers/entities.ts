import { recordsOf } from '../../core/draft.js';
import { detailsView, registeredData, rolesView, summaryView, withPrettyDates } from '../entity-view.js';
import type { Body } from '../handler-types.js';
import { forApp, forUser } from '../operation.js';
import { pageOf, queryPage } from '../paging.js';
import { ok, success } from '../reply.js';
import { byCreation } from '../state.js';

/** Source: docs/get_entity. */
export const getEntity = forUser((call, { entity, header }) => {
  const data = { ...detailsView(entity), ...registeredData(entity), ...rolesView(call, entity) };
  return ok(success(call, header, call.query.pretty_dates === 'true' ? withPrettyDates(data) : data));
});

/** Source: docs/get_entities. Its default page size is not published: 20, as elsewhere, is our choice. */
export const getEntities = forApp((call, { app, header }) => {
  const { entity_type } = call.body as Body<'getEntities'>;
  const all = recordsOf(call.state.entities)
    .filter((entity) => entity.app === app.handle && (entity_type === undefined || entity.type === entity_type))
    .sort(byCreation);
  const page = pageOf(all, queryPage(call.query));
  if ('refusal' in page) return page.refusal;
  const ofType = (type: string) => page.entries.filter((entity) => entity.type === type).map(summaryView);
  const entities = { individuals: ofType('individual'), businesses: ofType('business') };
  return ok(success(call, header, { entities, pagination: page.pagination }));
});
