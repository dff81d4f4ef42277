/**
 * Sila for the programs beside this file: a client that signs in by itself, and the two steps that verify a person.
 * Nothing here knows whether it talks to Sila or to the sandbox.
 */
import { createSilaClient, type components } from 'kyc-contracts/sila';

export interface SilaAppOptions {
  handle: string;
  clientId: string;
  clientSecret: string;
  /** UUID of a KYC Flow that Sila has approved. */
  flow: string;
  /** @default Sila's sandbox */
  baseUrl?: string;
  fetch?: typeof fetch;
  /** Unix milliseconds. @default Date.now */
  now?: () => number;
}

/** What `register` wants to know of somebody. */
export type Person = Pick<components['schemas']['RegisterRequest'], 'address' | 'contact' | 'entity' | 'identity'>;

export type Verification = { started: string } | { refused: string };

export function createSilaApp({
  handle,
  clientId,
  clientSecret,
  flow,
  baseUrl,
  fetch,
  now = Date.now,
}: SilaAppOptions) {
  const sila = createSilaClient({
    // With the handle it gets, keeps and renews the token, and fills in what `header` leaves out.
    app_handle: handle,
    credentials: { basic: { username: clientId, password: clientSecret } },
    now,
    ...(baseUrl && { baseUrl }),
    ...(fetch && { fetch }),
  });

  return {
    /** Registers somebody under a handle of yours, and has Sila verify who that is. */
    async verify(user: string, person: Person): Promise<Verification> {
      const registered = await sila.POST('/0.2/register', { body: { header: { user_handle: user }, ...person } });
      if (!registered.data) return { refused: `not registered (${registered.response.status})` };

      const verification = await sila.POST('/0.2/kyc', { body: { header: { user_handle: user }, flow } });
      if (verification.data) return { started: verification.data.verification_ids[0]?.verification_id ?? '' };
      switch (verification.error?.error_code) {
        case 'KYC_ATTEMPTS_EXCEEDED':
          return { refused: 'two attempts have failed within 30 days' };
        case 'KYC_REQUEST_DUPLICATE_PENDING':
          return { refused: 'a verification is under way' };
        default:
          return { refused: `not started (${verification.response.status})` };
      }
    },

    /** How a verification stands, such as `pending` or `passed`; undefined for one that Sila does not know. */
    async status(user: string, verification_uuid: string): Promise<string | undefined> {
      const { data } = await sila.POST('/0.2/get_verifications/{verification_uuid}', {
        params: { path: { verification_uuid } },
        body: { header: { user_handle: user } },
      });
      return data?.verification_status;
    },
  };
}
