/**
 * The control API of Sila without `decide.ts`: it lists verifications, and sets up what no request of the document can.
 */
import type { ProviderControl } from '../core/provider.js';
import { recordsOf } from '../core/draft.js';
import { findRole, giveRole } from './business.js';
import { decide, view } from './decide.js';
import type { SilaSettings } from './settings.js';
import { appsOf, bareHandle, byCreation, endpointsOf, seconds, type SilaState } from './state.js';
import { environmentOf, makeToken } from './tokens.js';

export const control: ProviderControl<SilaState, SilaSettings> = {
  verifications: (context) => recordsOf(context.state.verifications).map(view),

  decide,

  issueToken: (context, { subject, age, environment = environmentOf(context.settings) }) => {
    const apps = appsOf(context.settings);
    const app = subject === undefined ? apps[0] : apps.find(({ handle }) => handle === subject);
    if (!app) return { unknown: 'subject' };
    if (environment !== 'sandbox' && environment !== 'production') return { unknown: 'environment' };
    const issued = seconds(context) - age;
    const { token, expiration } = makeToken(app, issued, environment);
    return { subject: app.handle, token, issuedAt: issued * 1000, expiresAt: expiration * 1000 };
  },

  addMember: (context, { business, member, role, details }) => {
    const entities = Object.values(context.state.entities).sort(byCreation);
    const isA = (type: string, handle: string) => (one: (typeof entities)[0]) =>
      one.type === type && one.handle === bareHandle(handle);
    const company = entities.find(isA('business', business));
    if (!company) return { unknown: 'business' };
    const person = entities.find((one) => isA('individual', member)(one) && one.app === company.app);
    if (!person) return { unknown: 'member' };
    const known = findRole({ role });
    if (!known) return { unknown: 'role' };
    giveRole(context, company, person, { name: known.name, details });
    return undefined;
  },

  registerWebhook: (context, { url, name, secret, events }) => {
    const { endpoints } = context.state;
    const known = endpointsOf(context.state).find((endpoint) => endpoint.url === url);
    const id = known?.id ?? context.ids.uuid();
    const called = name ?? known?.name ?? `endpoint ${Object.keys(endpoints).length + 1}`;
    const wanted = events ? [...events] : null;
    endpoints[id] = { id, name: called, url, secret: secret ?? null, events: wanted, active: true, failures: 0 };
  },

  webhookEndpoints: (context) =>
    recordsOf(context.state.endpoints).map(({ url, name, secret, events, active }) => ({
      url,
      name,
      ...(secret === null ? {} : { secret }),
      ...(events === null ? {} : { events }),
      active,
    })),
};
