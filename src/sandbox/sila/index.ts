/** Sila's behaviour. README.md lists our choices. */
import { names, routes } from '../../../generated/sila/routes.js';
import { validators } from './validators.js';
import type { Provider, ProviderBehaviour } from '../core/provider.js';
import { control } from './control.js';
import { checkDelivery } from './deliveries.js';
import { putExamples } from './examples.js';
import * as handlers from './handlers/index.js';
import { limited } from './rate-limits.js';
import { advanceVerifications } from './verifications.js';
import type { SilaSettings } from './settings.js';
import { stateShape } from './state-shape.js';
import { initialState, type SilaState } from './state.js';
import { refuseViolations } from './violations.js';

export type { AppSettings, EndpointSettings, FlowSettings, SilaSettings } from './settings.js';

export const behaviour: ProviderBehaviour<SilaState, SilaSettings> = {
  name: 'sila',
  initialState,
  stateShape,
  // Sila's SDKs for Python and Java send no Content-Type.
  untypedBody: 'application/json',
  handlers: Object.fromEntries(
    Object.entries(handlers).map(([operation, handler]) => [
      operation,
      limited(operation as keyof typeof handlers, handler),
    ]),
  ),
  invalid: (call, violations) =>
    // A GET whose body the client could not send: see the handler.
    call.operationId === 'requiredDocumentTypes' && violations.every(({ keyword }) => keyword === 'missing')
      ? handlers.requiredDocumentTypes(call)
      : refuseViolations(call, violations),
  advance: (context) => {
    if (context.settings.examples && !context.state.hasExamples) putExamples(context);
    advanceVerifications(context);
  },
  checkDelivery,
  control,
};

export const sila: Provider<SilaState, SilaSettings> = { behaviour, routes, names, validators, mounts: [''] };
