/** What libraries on openapi-fetch make of our types. Nothing here runs: see types.test-d.ts. */
import { wrapAsPathBasedClient, type Client } from 'openapi-fetch';
import { expectTypeOf } from 'vitest';
import { createAlfredClient, asOpenapiFetch as ofAlfred } from '../../src/providers/alfred/index.js';
import {
  asOpenapiFetch,
  createSilaClient,
  type OpenapiFetchPaths,
  type paths,
} from '../../src/providers/sila/index.js';

export async function ecosystem() {
  const sila = asOpenapiFetch(createSilaClient({ credentials: { bearer: 'x' } }));
  expectTypeOf(sila).toEqualTypeOf<Client<OpenapiFetchPaths<paths>>>();
  const header = { created: 1, app_handle: 'a', user_handle: 'u' };
  const params = { path: { verification_uuid: 'v' } };
  const { data } = await sila.POST('/0.2/get_verifications/{verification_uuid}', { params, body: { header } });
  // An open enum is a string, and can be used as one.
  expectTypeOf(data?.verification_status).toEqualTypeOf<string | undefined>();
  expectTypeOf(data?.verification_status.toUpperCase()).toEqualTypeOf<string | undefined>();
  const { error } = await sila.POST('/0.2/kyc', { body: { header, flow: 'f' } });
  if (error?.error_code === 'KYC_ATTEMPTS_EXCEEDED') return;
  // @ts-expect-error: a misspelt body
  await sila.POST('/0.2/kyc', { body: { header } });
  // @ts-expect-error: no such path
  await sila.POST('/0.2/kycc', { body: { header, flow: 'f' } });

  const byPath = wrapAsPathBasedClient(sila);
  await byPath['/0.2/kyc'].POST({ body: { header, flow: 'f' } });

  const filled = asOpenapiFetch(createSilaClient({ app_handle: 'a', credentials: {} }));
  await filled.POST('/0.2/kyc', { body: { header: { user_handle: 'u' }, flow: 'f' } });

  const alfred = ofAlfred(createAlfredClient({ credentials: { apiKey: 'k', apiSecret: 's' } }));
  const file = new Blob([]);
  await alfred.PUT('/kyc/upload-document', { body: { docType: 'selfie', file } });
}
