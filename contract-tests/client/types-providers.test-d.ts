/** What a consumer's compiler makes of sessions, filled headers and webhooks. Nothing here runs: see types.test-d.ts. */
import { expectTypeOf } from 'vitest';
import { alfredSession, createAlfredClient } from '../../src/providers/alfred/index.js';
import {
  createSilaClient,
  documentForm,
  waitForVerification,
  type components as Sila,
  type ClientErrorCode,
} from '../../src/providers/sila/index.js';
import { ecdsaSigner } from '../../src/providers/sila/ecdsa.js';
import {
  isKycEvent,
  parseSilaEvent,
  silaWebhookReceiver,
  verifySilaWebhook,
  type OtherSilaEvent,
} from '../../src/providers/sila/webhooks/index.js';

type Schemas = Sila['schemas'];

export async function filledHeaders() {
  const sila = createSilaClient({ app_handle: 'a', credentials: { basic: { username: 'u', password: 'p' } } });
  const header = { user_handle: 'u' };
  const result = await sila.POST('/0.2/kyc', { body: { header, flow: 'f' } });
  if (result.status === 202) expectTypeOf(result.data).toEqualTypeOf<Schemas['KycResponse']>();
  await sila.POST('/0.2/kyc', { body: { header: { ...header, created: 1, reference: 'r' }, flow: 'f' } });
  // @ts-expect-error: nobody but the caller knows the end user
  await sila.POST('/0.2/kyc', { body: { flow: 'f' } });
  // @ts-expect-error: nobody but the caller knows the end user
  await sila.POST('/0.2/kyc', { body: { header: {}, flow: 'f' } });
  // @ts-expect-error: seconds are a number
  await sila.POST('/0.2/kyc', { body: { header: { ...header, created: '1' }, flow: 'f' } });
  // @ts-expect-error: one property too many
  await sila.POST('/0.2/kyc', { body: { header: { ...header, refrence: 'r' }, flow: 'f' } });
  // @ts-expect-error: the rest of the body is as it was
  await sila.POST('/0.2/kyc', { body: { header } });
  // @ts-expect-error: the older name is not for those who have the newer one filled in
  await sila.POST('/0.2/get_entity', { body: { header: { ...header, auth_handle: 'a' } } });
  // What concerns no end user needs nothing at all.
  await sila.POST('/0.2/auth_token');
  await sila.POST('/0.2/document_types', { params: { query: { page: 1 } } });
  await sila.POST('/0.2/get_webhooks', { body: { search_filters: { page: 1 } } });
  // @ts-expect-error: an app's header has no end user
  await sila.POST('/0.2/auth_token', { body: { header } });
  await sila.PUT('/0.2/resume_verification', {
    body: { header, verification_uuid: 'v', update: 'document', doc_ids: ['d'] },
  });
  const file = new Blob([]);
  const data = { header, document_type: 'id_passport' };
  await sila.POST('/0.2/documents', { body: await documentForm(data, file) });
  // @ts-expect-error: hash, name and media type are missing
  await sila.POST('/0.2/documents', { body: { data, file } });
  // @ts-expect-error: no kind of document
  await documentForm({ header }, file);
  // @ts-expect-error: a path is no file
  await documentForm(data, './front.png');

  const plain = createSilaClient({ credentials: { bearer: 't' } });
  // @ts-expect-error: without app_handle, the caller fills in the header
  await plain.POST('/0.2/kyc', { body: { header, flow: 'f' } });
  // @ts-expect-error: without app_handle, the caller fills in the header
  await plain.POST('/0.2/auth_token');
  // @ts-expect-error: no such form of the token
  createSilaClient({ app_handle: 'a', credentials: {}, bearerFormat: 'hex' });
  // @ts-expect-error: no such option
  createSilaClient({ app_handel: 'a', credentials: {} });
  createSilaClient({ credentials: { authSignature: ecdsaSigner('k'), userSignature: ecdsaSigner(async () => 'k') } });
}

export async function waiting() {
  const sila = createSilaClient({ app_handle: 'a', credentials: {} });
  const path = { verification_uuid: 'v' };
  const { data } = await waitForVerification(
    (signal) =>
      sila.POST('/0.2/get_verifications/{verification_uuid}', {
        params: { path },
        body: { header: { user_handle: 'u' } },
        ...(signal && { signal }),
      }),
    { until: ({ kyc_action }) => kyc_action !== null },
  );
  expectTypeOf(data).toEqualTypeOf<Schemas['GetVerificationResponse'] | undefined>();
  // @ts-expect-error: has no verification_status
  await waitForVerification(() => sila.POST('/0.2/document_types'));
}

export async function sessions() {
  const alfred = createAlfredClient({ credentials: { apiKey: 'k', apiSecret: 's' } });
  // @ts-expect-error: nine details are missing
  alfredSession(alfred, { firstname: 'Ada' });
  const session = alfredSession(alfred, () => Promise.reject(), { signInAgain: true });
  const { data } = await session.upload('idCardFront', new Uint8Array());
  expectTypeOf(data?.statusCode).toEqualTypeOf<202 | undefined>();
  // @ts-expect-error: no such document
  await session.upload('passport', new Uint8Array());
  // @ts-expect-error: Base64 is refused
  await session.upload('selfie', 'iVBORw0KGgo=');
  expectTypeOf<'TOKEN_EXPIRED' | 'FILE_REFUSED'>().toExtend<ClientErrorCode>();
}

export async function webhooks(request: Request) {
  // @ts-expect-error: to check nothing has to be said
  await verifySilaWebhook(request, {});
  // @ts-expect-error: a parsed body
  await verifySilaWebhook({ headers: {}, body: { event_type: 'kyc' } }, { secret: 's' });
  const any = await verifySilaWebhook(request, { secret: null });
  switch (any.event_type) {
    case 'kyc_status':
      expectTypeOf(any).toEqualTypeOf<Schemas['KycStatusEvent']>();
      break;
    case 'kyc_action':
      expectTypeOf(any).toEqualTypeOf<Schemas['KycActionEvent']>();
      break;
    case 'kyc':
    case 'kyc_update':
      expectTypeOf(any).toEqualTypeOf<Schemas['ClassicKycEvent']>();
      break;
    // @ts-expect-error: no such event
    case 'kyc_stats':
      break;
    default:
      expectTypeOf(any).toEqualTypeOf<OtherSilaEvent>();
      expectTypeOf(String(any.event_type)).toEqualTypeOf<string>();
  }
  const event = await verifySilaWebhook(request, { secret: null });
  expectTypeOf(event).toEqualTypeOf(parseSilaEvent(''));
  if (!isKycEvent(event)) return expectTypeOf(event).toEqualTypeOf<OtherSilaEvent>();
  switch (event.event_type) {
    case 'kyc_status':
      expectTypeOf(event).toEqualTypeOf<Schemas['KycStatusEvent']>();
      break;
    case 'kyc_action':
      expectTypeOf(event.event_details.action_needed.toUpperCase()).toEqualTypeOf<string>();
      break;
    case 'kyc':
    case 'kyc_update':
      expectTypeOf(event).toEqualTypeOf<Schemas['ClassicKycEvent']>();
      break;
    // @ts-expect-error: no such event
    case 'kyc_stats':
      break;
    default:
      expectTypeOf(event).toEqualTypeOf<never>();
  }
  return silaWebhookReceiver({ secret: ['new', 'old'], onEvent: ({ event_details }) => event_details.kyc });
}
