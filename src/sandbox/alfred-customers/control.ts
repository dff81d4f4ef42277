/** What the control API can do: see submissions, decide them, and say where their events go. */
import { recordsOf } from '../core/draft.js';
import type { ProviderControl } from '../core/provider.js';
import { decide, view } from './review.js';
import type { AlfredCustomersSettings } from './settings.js';
import type { CustomersState } from './state.js';

export const control: ProviderControl<CustomersState, AlfredCustomersSettings> = {
  verifications: ({ state }) =>
    recordsOf(state.submissions)
      .sort((a, b) => a.createdAt - b.createdAt)
      .map(view),
  decide,
  // Alfred has one URL, without a name, and sends every event there.
  registerWebhook: ({ state }, { url, secret }) => {
    state.endpoints[url] = { url, secret: secret ?? null };
  },
  webhookEndpoints: ({ state }) =>
    recordsOf(state.endpoints).map(({ url, secret }) => ({
      url,
      ...(secret !== null && { secret }),
      active: true,
    })),
};
