/**
 * What a consumer's compiler accepts and refuses. Nothing here runs: `npm run typecheck` is the test, and each
 * `@ts-expect-error` is a check that fails when the error that it expects is gone.
 */
import { expectTypeOf } from 'vitest';
import type { ApiClient } from '../../src/runtime/api-client.js';
import type { AlfredCustomersErrorCode } from '../../src/providers/alfred-customers/index.js';
import {
  createAlfredClient,
  type AlfredErrorCode,
  type components as Alfred,
} from '../../src/providers/alfred/index.js';
import {
  createSilaClient,
  expectOk,
  validation,
  type ClientError,
  type components as Sila,
  type OtherStatus,
  type paths as SilaPaths,
  type SilaErrorCode,
  type webhooks,
} from '../../src/providers/sila/index.js';
import * as silaValidators from '../../generated/sila/validators.js';

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
  // @ts-expect-error: a version is a text
  await sila.POST('/0.2/kyc', { body: { header: { ...header, version: 0.2 }, flow: 'f' } });
  // @ts-expect-error: the version may be absent, but not null
  await sila.POST('/0.2/kyc', { body: { header: { ...header, version: null }, flow: 'f' } });
  // @ts-expect-error: one property too many
  await sila.POST('/0.2/kyc', { body: { header, flow: 'f', folw: 'f' } });
  // @ts-expect-error: one property too many, further down
  await sila.POST('/0.2/kyc', { body: { header: { ...header, refrence: 'r' }, flow: 'f' } });
  // @ts-expect-error: no such option
  await sila.POST('/0.2/kyc', { body: { header, flow: 'f' }, timeOut: 1 });
  // @ts-expect-error: no such option of retries
  await sila.POST('/0.2/kyc', { body: { header, flow: 'f' }, retry: { times: 1 } });
  await sila.POST('/0.2/kyc', { body: { header, flow: 'f' }, timeout: 1, deadline: 2, retry: { unsafe: true } });
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
  // Undefined, because a status that the document does not have may come without a body.
  expectTypeOf(error?.success).toEqualTypeOf<false | undefined>();
  expectTypeOf(error?.message).toEqualTypeOf<string | undefined>();
  switch (error?.error_code) {
    case 'KYC_ATTEMPTS_EXCEEDED':
      expectTypeOf(error.error_code).not.toBeNullable();
      break;
    case 'KYC_FLOW_DNE':
      expectTypeOf(error.error_code).not.toBeNullable();
      break;
    case 'KYC_FLOW_NOT_APPROVED':
    case 'KYC_REQUEST_DUPLICATE_PENDING':
    case 'RECENTLY_PASSED_ID_VERIFICATION':
      expectTypeOf(error.error_code).not.toBeNullable();
      break;
    case null:
    case undefined:
      break;
    default:
      // All known codes have been dealt with; one that the provider adds arrives here, and a log can have it.
      expectTypeOf(error?.error_code).toEqualTypeOf<string | undefined>();
  }

  const alfred = createAlfredClient({ credentials: { apiKey: 'k', apiSecret: 's' } });
  const login = await alfred.POST('/login-sof-kyc', { body: {} as AlfredSchemas['LoginSofKycRequest'] });
  expectTypeOf(login.data?.data.token).toEqualTypeOf<string | undefined>();
  expectTypeOf(login.error).toEqualTypeOf<AlfredSchemas['ValidationError'] | undefined>();
}

export async function statuses() {
  const body = { header: { created: 1, app_handle: 'a', user_handle: 'u' }, flow: 'f' };
  const result = await createSilaClient({ credentials: {} }).POST('/0.2/kyc', { body });
  switch (result.status) {
    case 202:
      expectTypeOf(result.data).toEqualTypeOf<SilaSchemas['KycResponse']>();
      break;
    case 400:
      expectTypeOf(result.error).toEqualTypeOf<SilaSchemas['KycBadRequest']>();
      expectTypeOf(result.data).toEqualTypeOf<undefined>();
      break;
    case 403:
      expectTypeOf(result.error).toEqualTypeOf<SilaSchemas['KycForbidden']>();
      break;
    case 401:
    case 404:
      break;
    case 502:
      // The document does not have it, but any gateway does.
      expectTypeOf(result.error).toEqualTypeOf<undefined>();
      break;
    // @ts-expect-error: no such status
    case 4030:
      break;
    default:
      expectTypeOf(result.status).toExtend<OtherStatus<202>>();
      expectTypeOf(result.error).toEqualTypeOf<undefined>();
  }

  const login = await createAlfredClient({ credentials: { apiKey: 'k', apiSecret: 's' } }).POST('/login-sof-kyc', {
    body: {} as AlfredSchemas['LoginSofKycRequest'],
  });
  // Nobody documents the body of a 401.
  if (login.status === 401) expectTypeOf(login.error).toEqualTypeOf<undefined>();
  if (login.status === 422) expectTypeOf(login.error).toEqualTypeOf<AlfredSchemas['ValidationError']>();
  expectTypeOf(expectOk(login)).toEqualTypeOf<AlfredSchemas['LoginSofKycResponse']>();
  expectTypeOf(expectOk(result)).toEqualTypeOf<SilaSchemas['KycResponse']>();
}

export function options() {
  createSilaClient({ credentials: {}, server: 'production' });
  // @ts-expect-error: no such server
  createSilaClient({ credentials: {}, server: 'prod' });
  // @ts-expect-error: Alfred has one server, for development
  createAlfredClient({ credentials: { apiKey: 'k', apiSecret: 's' }, server: 'production' });
  createSilaClient({ credentials: {}, validate: validation({ validators: silaValidators, mode: 'report' }) });
  // @ts-expect-error: no such mode
  createSilaClient({ credentials: {}, validate: validation({ validators: silaValidators, mode: 'all' }) });
}

export function errors(error: ClientError, code: SilaErrorCode) {
  switch (error.code) {
    case 'NETWORK':
    case 'TIMEOUT':
      break;
    // @ts-expect-error: no such code
    case 'OFFLINE':
      break;
    default:
  }
  expectTypeOf<'KYC_FLOW_DNE'>().toExtend<typeof code>();
  expectTypeOf<string>().not.toExtend<typeof code>();
  expectTypeOf<AlfredErrorCode>().toEqualTypeOf<'VALIDATION_ERROR'>();
  // A number is its text.
  expectTypeOf<'111409'>().toExtend<AlfredCustomersErrorCode>();
  expectTypeOf<'999999'>().not.toExtend<AlfredCustomersErrorCode>();
}

type SilaEvent = NonNullable<webhooks[keyof webhooks]['post']['requestBody']>['content']['application/json'];

export function events(event: SilaEvent) {
  switch (event.event_type) {
    case 'kyc_status':
      expectTypeOf(event).toEqualTypeOf<SilaSchemas['KycStatusEvent']>();
      break;
    case 'kyc_action':
      expectTypeOf(event).toEqualTypeOf<SilaSchemas['KycActionEvent']>();
      break;
    case 'kyc':
    case 'kyc_update':
      expectTypeOf(event).toEqualTypeOf<SilaSchemas['ClassicKycEvent']>();
      break;
    // @ts-expect-error: no such event
    case 'kyc_deleted':
      break;
    default:
      expectTypeOf(event).toBeNever();
  }
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
  expectTypeOf(token.exp).toEqualTypeOf<null | undefined>();
  if (silaValidators.kycResponse403(body)) expectTypeOf(body).toEqualTypeOf<SilaSchemas['KycForbidden']>();
}
