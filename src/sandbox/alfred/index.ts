/** Alfred, as its pages describe it. README.md lists our choices where they leave something open. */
import { basePath, names, routes } from '../../../generated/alfred/routes.js';
import { recordsOf } from '../core/draft.js';
import { loadOnce } from '../core/load-once.js';
import { withPartner } from '../core/partners.js';
import type { Provider, ProviderControl } from '../core/provider.js';
import { loginSofKyc, myInfo, uploadDocument } from './handlers.js';
import { invalid } from './invalid.js';
import type { AlfredSettings } from './settings.js';
import { stateShape } from './state-shape.js';
import { initialState, type AlfredCall, type AlfredState } from './state.js';
import { issueToken, lifetime, userOf } from './token.js';

export type { AlfredSettings } from './settings.js';

/** The control API of Alfred issues tokens. It decides nothing, since no source mentions a verification. */
const control: ProviderControl<AlfredState, AlfredSettings> = {
  issueToken: async (context, { subject, age, environment }) => {
    if (environment !== undefined) return { unknown: 'environment' };
    const users = recordsOf(context.state.users);
    // Usernames are not unique: the last user of a name is chosen, as it is without a subject.
    const user = users
      .filter(({ username, number }) => subject === undefined || subject === username || subject === String(number))
      .sort((a, b) => a.number - b.number)
      .at(-1);
    if (!user) return { unknown: 'subject' };
    const issued = Math.floor(context.now / 1000) - age;
    const token = await issueToken(context, user, issued);
    return { subject: user.username, token, issuedAt: issued * 1000, expiresAt: issued * 1000 + lifetime };
  },
};

export const alfred: Provider<AlfredState, AlfredSettings> = {
  behaviour: {
    name: 'alfred',
    initialState,
    stateShape,
    handlers: {
      myInfo: withPartner(myInfo),
      loginSofKyc: withPartner(loginSofKyc),
      uploadDocument: withPartner(uploadDocument),
    },
    invalid: (call, violations) =>
      withPartner(async (known: AlfredCall) => {
        if (known.operationId === 'uploadDocument' && !(await userOf(known))) return { status: 401 };
        return invalid(known, violations);
      })(call),
    control,
  },
  routes,
  names,
  validators: loadOnce(() => import('../../../generated/alfred/validators.js')),
  // The paths without a base path are those of the page of KYC Lite, and of the mock.
  mounts: [basePath, ''],
};
