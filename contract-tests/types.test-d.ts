/**
 * What a consumer's compiler accepts and refuses. Nothing here runs: `npm run typecheck` is the test, and each
 * `@ts-expect-error` is a check that fails when the error that it expects is gone.
 */
import { expectTypeOf } from 'vitest';
import type { ApiClient } from '../runtime/api-client.js';
import { createAlfredClient, type components as Alfred } from '../generated/alfred/client.js';
import { createSilaClient, type components as Sila, type paths as SilaPaths } from '../generated/sila/client.js';
import { kycResponse403 } from '../generated/sila/validators.js';

type AlfredSchemas = Alfred['schemas'];
type SilaSchemas = Sila['schemas'];

export async function credentials() {
  createAlfredClient({ credentials: { apiKey: 'k', apiSecret: 's' } });
  createAlfredClient({ credentials: { apiKey: () => 'k', apiSecret: async () => 's', userToken: 't' } });
  // @ts-expect-error: the document's root asks for both keys
  createAlfredClient({ credentials: { apiKey: 'k' } });
  // @ts-expect-error: no such scheme
  createAlfredClient({ credentials: { apiKey: 'k', apiSecret: 's', token: 't' } });
  // @ts-expect-error: a client without credentials is a mistake
  createSilaClient({});
  // Alternatives, so each may be absent.
  createSilaClient({ credentials: {} });
  createSilaClient({ credentials: { authSignature: async (request: Request) => request.text() } });
  createSilaClient({ credentials: { basic: { username: 'u', password: 'p' } } });
  // @ts-expect-error: HTTP Basic takes two parts
  createSilaClient({ credentials: { basic: 'u:p' } });
  // @ts-expect-error: a number is no token
  createSilaClient({ credentials: { bearer: 1 } });
  expectTypeOf(createSilaClient({ credentials: {} })).toEqualTypeOf<ApiClient<SilaPaths>>();
}

export async function requests() {
  const sila = createSilaClient({ credentials: {} });
  const header = { created: 1, app_handle: 'a', user_handle: 'u' };
  await sila.POST('/0.2/kyc', { body: { header, flow: 'f' } });
  // @ts-expect-error: no such path
  await sila.POST('/0.2/kycc', { body: { header, flow: 'f' } });
  // @ts-expect-error: the path has no GET
  await sila.GET('/0.2/kyc');
  // @ts-expect-error: the body is required
  await sila.POST('/0.2/kyc');
  // @ts-expect-error: flow is missing
  await sila.POST('/0.2/kyc', { body: { header } });
  // @ts-expect-error: a part of the header is missing
  await sila.POST('/0.2/kyc', { body: { header: { created: 1, app_handle: 'a' }, flow: 'f' } });
  // @ts-expect-error: seconds are a number
  await sila.POST('/0.2/kyc', { body: { header: { ...header, created: '1' }, flow: 'f' } });
  // @ts-expect-error: no such version
  await sila.POST('/0.2/kyc', { body: { header: { ...header, version: '0.3' }, flow: 'f' } });
  // @ts-expect-error: the version may be absent, but not null
  await sila.POST('/0.2/kyc', { body: { header: { ...header, version: null }, flow: 'f' } });
  // @ts-expect-error: one property too many
  await sila.POST('/0.2/kyc', { body: { header, flow: 'f', folw: 'f' } });
  // @ts-expect-error: one property too many, further down
  await sila.POST('/0.2/kyc', { body: { header: { ...header, refrence: 'r' }, flow: 'f' } });
  // @ts-expect-error: no such option
  await sila.POST('/0.2/kyc', { body: { header, flow: 'f' }, timeout: 1 });
  await sila.POST('/0.2/kyc', { body: { header, flow: 'f' }, signal: AbortSignal.timeout(1), headers: { a: 'b' } });
  // @ts-expect-error: the path parameter is missing
  await sila.POST('/0.2/get_verifications/{verification_uuid}', { body: { header } });

  const alfred = createAlfredClient({ credentials: { apiKey: 'k', apiSecret: 's' } });
  // A currency that no page names.
  await alfred.POST('/my-info', { body: { type: 'in', balance: 0, currency: 'EURC' } });
  // @ts-expect-error: neither in nor out
  await alfred.POST('/my-info', { body: { type: 'KYC', balance: 0, currency: 'USDC' } });
  await alfred.PUT('/kyc/upload-document', { body: { docType: 'selfie', file: new Blob([]) } });
  // @ts-expect-error: no such kind of document
  await alfred.PUT('/kyc/upload-document', { body: { docType: 'passport', file: new Blob([]) } });
  // @ts-expect-error: a file is bytes
  await alfred.PUT('/kyc/upload-document', { body: { docType: 'selfie', file: 'base64' } });
}

export async function answers() {
  const sila = createSilaClient({ credentials: {} });
  const body = { header: { created: 1, app_handle: 'a', user_handle: 'u' }, flow: 'f' };
  const result = await sila.POST('/0.2/kyc', { body });
  const text = await sila.POST('/0.2/kyc', { body, parseAs: 'text' });
  expectTypeOf(text.data).toEqualTypeOf<string | undefined>();
  if (result.data) {
    expectTypeOf(result.data).toEqualTypeOf<SilaSchemas['KycResponse']>();
    expectTypeOf(result.error).toEqualTypeOf<undefined>();
    return;
  }
  const { error } = result;
  expectTypeOf(error.success).toEqualTypeOf<false>();
  expectTypeOf(error.message).toEqualTypeOf<string>();
  switch (error.error_code) {
    case 'KYC_ATTEMPTS_EXCEEDED':
      expectTypeOf(error).toEqualTypeOf<SilaSchemas['KycAttemptsExceeded']>();
      break;
    case 'KYC_FLOW_DNE':
      expectTypeOf(error).toEqualTypeOf<SilaSchemas['KycFlowDoesNotExist']>();
      break;
    case 'KYC_FLOW_NOT_APPROVED':
    case 'KYC_REQUEST_DUPLICATE_PENDING':
    case 'RECENTLY_PASSED_ID_VERIFICATION':
      expectTypeOf(error.error_code).not.toBeNullable();
      break;
    // @ts-expect-error: no such code
    case 'KYC_FLOW_UNKNOWN':
      break;
    case undefined:
      break;
    default:
  }

  const alfred = createAlfredClient({ credentials: { apiKey: 'k', apiSecret: 's' } });
  const login = await alfred.POST('/login-sof-kyc', { body: {} as AlfredSchemas['LoginSofKycRequest'] });
  expectTypeOf(login.data?.data.token).toEqualTypeOf<string | undefined>();
  expectTypeOf(login.error).toEqualTypeOf<AlfredSchemas['ValidationError'] | undefined>();
}

export function details(
  status: SilaSchemas['VerificationStatus'],
  token: AlfredSchemas['UserTokenClaims'],
  body: unknown,
) {
  // Known values are proposed, others pass.
  expectTypeOf<'passed'>().toExtend<typeof status>();
  expectTypeOf<string>().toExtend<typeof status>();
  // As a plain string, the union would not be a union any more.
  expectTypeOf(status).not.toEqualTypeOf<string>();
  // Known or not, it is a string.
  expectTypeOf(status.toUpperCase()).toEqualTypeOf<string>();
  // What is never there has no value.
  expectTypeOf(token.exp).toEqualTypeOf<undefined>();
  if (kycResponse403(body)) expectTypeOf(body).toEqualTypeOf<SilaSchemas['KycForbidden']>();
}
