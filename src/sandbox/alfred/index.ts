/** Alfred, as its pages have it; what they leave open is decided in README.md. */
import { basePath, names, routes } from '../../../generated/alfred/routes.js';
import { withPartner } from '../core/partners.js';
import { loadOnce } from '../core/load-once.js';
import type { Provider } from '../core/provider.js';
import { control } from './control.js';
import { invalid } from './invalid.js';
import { loginSofKyc } from './login-sof-kyc.js';
import { myInfo } from './my-info.js';
import type { AlfredSettings } from './settings.js';
import { stateShape } from './state-shape.js';
import { initialState, type AlfredCall, type AlfredState } from './state.js';
import { uploadDocument } from './upload-document.js';
import { userOf } from './token.js';

export type { AlfredSettings } from './settings.js';

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
  // The bare paths are those of the page of KYC Lite, and of the mock.
  mounts: [basePath, ''],
};
