/**
 * Alfred's customers API, as its pages and integrators describe it. README.md lists our choices where they leave
 * something open.
 */
import { basePath, names, routes } from '../../../generated/alfred-customers/routes.js';
import { recordsOf } from '../core/draft.js';
import { loadOnce } from '../core/load-once.js';
import { withPartner } from '../core/partners.js';
import type { Provider, ProviderControl } from '../core/provider.js';
import { createCustomer, findCustomer, getCustomer } from './customers.js';
import { putExamples } from './examples.js';
import * as kyb from './kyb.js';
import * as kyc from './kyc.js';
import { invalid } from './refuse.js';
import { getKycRequirements } from './requirements.js';
import { advance, checkDelivery, decide, sendStatusEvent, view } from './review.js';
import type { AlfredCustomersSettings } from './settings.js';
import { stateShape } from './state-shape.js';
import { initialState, type CustomersCall, type CustomersState } from './state.js';

export type { AlfredCustomersSettings } from './settings.js';

const handlers = {
  createCustomer,
  findCustomer,
  getCustomer,
  getKycRequirements,
  getKybRequirements: kyb.getKybRequirements,
  createKycSubmission: kyc.createKycSubmission,
  updateKycSubmission: kyc.updateKycSubmission,
  uploadKycFile: kyc.uploadKycFile,
  submitKyc: kyc.submitKyc,
  getKycStatus: kyc.getStatus,
  getLatestKycSubmission: kyc.getLatest,
  retryKyc: kyc.retryKyc,
  getKycLink: kyc.getKycLink,
  getKybLink: kyb.getKybLink,
  createKybSubmission: kyb.createKybSubmission,
  updateKybSubmission: kyb.updateKybSubmission,
  getKybDetails: kyb.getKybDetails,
  uploadKybFile: kyb.uploadKybFile,
  uploadRelatedPersonFile: kyb.uploadRelatedPersonFile,
  submitKyb: kyb.submitKyb,
  getKybStatus: kyc.getStatus,
  getLatestKybSubmission: kyc.getLatest,
  sendStatusEvent,
};

/** The control API: it lists submissions, decides them, and registers the webhook. */
const control: ProviderControl<CustomersState, AlfredCustomersSettings> = {
  verifications: ({ state }) => recordsOf(state.submissions).map(view),
  decide,
  registerWebhook: ({ state }, { url, secret, name, events }) => {
    state.endpoints[url] = {
      url,
      secret: secret ?? null,
      ...(name !== undefined && { name }),
      ...(events && { events: [...events] }),
    };
  },
  webhookEndpoints: ({ state }) =>
    recordsOf(state.endpoints).map(({ secret, ...endpoint }) => ({
      ...endpoint,
      ...(secret !== null && { secret }),
      active: true,
    })),
};

export const alfredCustomers: Provider<CustomersState, AlfredCustomersSettings> = {
  behaviour: {
    name: 'alfred-customers',
    initialState,
    stateShape,
    handlers: Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, withPartner(handler)])),
    invalid: (call: CustomersCall, violations) => withPartner(() => invalid(violations))(call),
    advance: (context) => {
      if (context.settings.examples && !context.state.hasExamples) putExamples(context);
      advance(context);
    },
    checkDelivery,
    control,
  },
  routes,
  names,
  validators: loadOnce(() => import('../../../generated/alfred-customers/validators.js')),
  mounts: [basePath],
};
