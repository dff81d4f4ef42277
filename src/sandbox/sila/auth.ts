/** Authenticates a request, by bearer token or by signatures, whichever it has. */
import { readAuthorization } from '../../openapi/security.js';
import type { Reply } from '../core/handler.js';
import { signerOf } from './ecdsa.js';
import { signedBytes, type Header } from './header.js';
import { failure } from './reply.js';
import type { AppSettings } from './settings.js';
import { appsOf, type Entity } from './state.js';
import { readToken, type TokenRefusal } from './tokens.js';
import type { SilaCall } from './handler-types.js';

/**
 * The status for a wrong signature. Source: the tests of the SDKs for C# and PHP, which see 401 on check_handle,
 * register, request_kyc and check_kyc, and 403 elsewhere. No source has /kyc, /get_verifications and
 * /resume_verification; 403 there is our choice, as on most operations.
 */
export type SignatureStatus = 401 | 403;

/** Returns the app of the request, or the refusal. `header` is missing where the client could not send a body. */
export function authenticateApp(
  call: SilaCall,
  header: Header | undefined,
  refusedWith: SignatureStatus,
): { app: AppSettings; by: 'token' | 'signature' } | { refusal: Reply } {
  const { authorization } = call.headers;
  if (authorization !== undefined) {
    const read = appByToken(call, authorization, header);
    return 'refusal' in read ? read : { app: read.app, by: 'token' };
  }
  const app = appsOf(call.settings).find(({ handle }) => handle === header?.app);
  const signature = call.headers.authsignature ?? '';
  const signer = signerOf(signedBytes(call), signature);
  // Source: third party's tests of 2020, for register; on other operations the same is our choice.
  if (header && !app)
    return { refusal: failure(refusedWith, 'The requested app handle is forbidden access to the Sila platform.') };
  // No credential is treated as a wrong one. This is our choice, since no source shows what Sila does.
  if (!app?.address || signer !== app.address.toLowerCase()) return { refusal: signatureRefused(refusedWith) };
  return { app, by: 'signature' };
}

function appByToken(
  call: SilaCall,
  authorization: string,
  header: Header | undefined,
): { app: AppSettings } | { refusal: Reply } {
  const { scheme, text: token } = readAuthorization(authorization);
  if (scheme === 'basic' && token !== '') return { refusal: tokenFailure(403, messages.basic) };
  if (scheme !== 'bearer' || token === '') return { refusal: refusals.malformed };
  const read = readToken(call, token);
  if ('refused' in read) return { refusal: refusals[read.refused] };
  if (header && header.app !== read.app.handle) return { refusal: refusals['other app'] };
  return read;
}

/** Validates the signature of the end user or business, if the app signs too. Undefined: the request is not refused. */
export function refuseSignature(
  call: SilaCall,
  name: 'usersignature' | 'businesssignature',
  entity: Entity,
  need: 'optional' | 'required',
  refusedWith: SignatureStatus,
): Reply | undefined {
  const signature = call.headers[name];
  if (signature === undefined) {
    // Source: Python SDK, tests/test005_get_entity.py, which matches these words and sees 403.
    return need === 'required' ? failure(refusedWith, 'signature is required for this request') : undefined;
  }
  const signer = signerOf(signedBytes(call), signature);
  if (!signer) return signatureRefused(refusedWith);
  if (entity.keys.includes(signer)) return undefined;
  // Source: third party's tests of 2020, which see these words, "user" included, for a business's signature too.
  const words = 'Failed to authenticate user signature.';
  return failure(refusedWith, `${words} The derived address ${signer} is not registered to ${entity.handle}.`);
}

/** Source: PHP SDK, test/Utils/DefaultConfig.php. */
export const signatureRefused = (status: SignatureStatus): Reply =>
  failure(status, 'There seems to be an issue with your authentication headers.');

const messages = {
  expired: 'The auth token provided has expired.',
  invalid: 'The auth token is invalid.',
  malformed: 'The Authorization: Bearer string is not properly encoded; it must be a base64-encoded ASCII string.',
  basic: 'Permission to auth this resource has been denied.',
};

/** The page gives status and message. That the body has no other members is assumed, as in the spec. */
const tokenFailure = (status: number, message: string): Reply => ({ status, body: { success: false, message } });

const refusals: Record<TokenRefusal, Reply> = {
  expired: tokenFailure(401, messages.expired),
  'other app': tokenFailure(401, messages.invalid),
  malformed: tokenFailure(403, messages.malformed),
  'other environment': tokenFailure(403, messages.invalid),
};
