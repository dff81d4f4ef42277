/** The checks before the handler of every operation but authToken: credentials, the end user. */
import type { Reply } from '../core/handler.js';
import { authenticateApp, refuseSignature, type SignatureStatus } from './auth.js';
import { createdProblem } from './created.js';
import { headerOf, type Header } from './header.js';
import { badRequest, failure } from './reply.js';
import type { AppSettings } from './settings.js';
import { bareHandle, entityKey, seconds, type Entity } from './state.js';
import type { SilaCall, SilaHandler } from './handler-types.js';

export interface AppRequest {
  app: AppSettings;
  header: Header;
}

export interface UserRequest extends AppRequest {
  entity: Entity;
  by: 'token' | 'signature';
}

/** `entity` is the end user who sends the request. */
export interface BusinessRequest extends UserRequest {
  business: Entity;
}

interface Access {
  /** @default 403 */
  signatureStatus?: SignatureStatus;
  /** Whether a request that the app signs needs the end user's signature too. @default 'required' */
  userSignature?: 'optional' | 'required';
}

/** An operation without an end user, or with one who does not exist yet. */
export const forApp =
  (behave: (call: SilaCall, request: AppRequest) => Reply, access: Access = {}): SilaHandler =>
  (call) => {
    const admitted = admit(call, access);
    return 'refusal' in admitted ? admitted.refusal : behave(call, admitted);
  };

/** An operation about an end user of the app. */
export const forUser =
  (behave: (call: SilaCall, request: UserRequest) => Reply, access: Access = {}): SilaHandler =>
  (call) => {
    const admitted = admit(call, access);
    if ('refusal' in admitted) return admitted.refusal;
    const { app, header, by } = admitted;
    const handle = header.user ?? '';
    const entity = call.state.entities[entityKey(app.handle, handle)];
    if (!entity) return unknownHandle(handle, access.signatureStatus);
    const refusal =
      by === 'signature' &&
      refuseSignature(call, 'usersignature', entity, access.userSignature ?? 'required', access.signatureStatus ?? 403);
    return refusal || behave(call, { app, header, entity, by });
  };

/** An operation on a business and its members, which the business signs too. */
export const forBusiness = (behave: (call: SilaCall, request: BusinessRequest) => Reply): SilaHandler =>
  forUser((call, request) => {
    const handle = request.header.business ?? '';
    const business = call.state.entities[entityKey(request.app.handle, handle)];
    if (business?.type !== 'business') return unknownHandle(handle);
    const refusal = request.by === 'signature' && refuseSignature(call, 'businesssignature', business, 'required', 403);
    return refusal || behave(call, { ...request, business });
  });

/**
 * Source: third party's tests of 2020, for a signed request: 401 on request_kyc and check_kyc, 403 elsewhere. The same
 * is assumed for the bearer token.
 */
export const unknownHandle = (handle: string, status: SignatureStatus = 403): Reply =>
  failure(status, `Handle ${bareHandle(handle)} not registered by app.`);

/**
 * The body is validated before the credentials, since a third party's probe of the live API without credentials
 * received errors about its body. `created` is part of the body.
 */
function admit(call: SilaCall, access: Access): (AppRequest & { by: 'token' | 'signature' }) | { refusal: Reply } {
  const header = headerOf(call);
  const problem = header && createdProblem(header.created, seconds(call));
  if (problem) return { refusal: badRequest({ header: { created: problem } }) };
  const authenticated = authenticateApp(call, header, access.signatureStatus ?? 403);
  if ('refusal' in authenticated) return authenticated;
  const { app, by } = authenticated;
  return { app, by, header: header ?? { created: seconds(call), app: app.handle } };
}
