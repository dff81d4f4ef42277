/** The control API under `/_sandbox/`. It is served in the same way as the providers. */
import { routes } from '../../../generated/sandbox/routes.js';
import type { Handlers } from '../core/handler.js';
import { loadOnce } from '../core/load-once.js';
import type { Provider } from '../core/provider.js';
import { addMember, issueToken } from './tokens-and-members.js';
import { advanceClock, readClock, setClock } from './clock.js';
import { decideVerification, listVerifications } from './verifications.js';
import { forceResponse, listRequests } from './requests.js';
import { invalid } from './invalid.js';
import { listWebhookDeliveries, listWebhookEndpoints, registerWebhookEndpoint } from './webhooks.js';
import { sameOriginOnly } from './access.js';
import { resetSandbox, restoreSnapshot, takeSnapshot } from './snapshots.js';

const handlers: Handlers = {
  addMember,
  advanceClock,
  decideVerification,
  forceResponse,
  issueToken,
  listRequests,
  listVerifications,
  listWebhookDeliveries,
  listWebhookEndpoints,
  readClock,
  registerWebhookEndpoint,
  resetSandbox,
  restoreSnapshot,
  setClock,
  takeSnapshot,
};

export const control: Provider = {
  behaviour: {
    name: 'sandbox',
    initialState: () => ({}),
    handlers: Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, sameOriginOnly(handler)])),
    invalid: (call, violations) => sameOriginOnly(() => invalid(violations))(call),
  },
  routes,
  validators: loadOnce(() => import('../../../generated/sandbox/validators.js')),
  mounts: ['/_sandbox'],
};
