/** The control API under `/_sandbox/`, served by the same means as the providers. */
import { routes } from '../../../generated/sandbox/routes.js';
import type { Handlers } from '../core/handler.js';
import { loadOnce } from '../core/load-once.js';
import type { Provider } from '../core/provider.js';
import { addMember } from './add-member.js';
import { advanceClock } from './advance-clock.js';
import { decideVerification } from './decide-verification.js';
import { forceResponse } from './force-response.js';
import { invalid } from './invalid.js';
import { issueToken } from './issue-token.js';
import { listRequests } from './list-requests.js';
import { listVerifications } from './list-verifications.js';
import { listWebhookDeliveries } from './list-webhook-deliveries.js';
import { listWebhookEndpoints } from './list-webhook-endpoints.js';
import { sameOriginOnly } from './same-origin-only.js';
import { readClock } from './read-clock.js';
import { registerWebhookEndpoint } from './register-webhook-endpoint.js';
import { resetSandbox } from './reset-sandbox.js';
import { restoreSnapshot } from './restore-snapshot.js';
import { setClock } from './set-clock.js';
import { takeSnapshot } from './take-snapshot.js';

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
