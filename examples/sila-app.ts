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
  const header = (user_handle: string) => ({ ...appHeader(), user_handle });
  const appHeader = () => ({ created: Math.floor(now() / 1000), app_handle: handle });

  const sila = createSilaClient({
    // Each operation takes the one that its `security` names: `auth_token` the first, the others the second.
    credentials: { basic: { username: clientId, password: clientSecret }, bearer: () => token() },
    ...(baseUrl && { baseUrl }),
    ...(fetch && { fetch }),
  });

  let kept: Promise<string> | undefined;
  let keptUntil = 0;
  /** One for all calls of the next hours. */
  async function token(): Promise<string> {
    if (now() < keptUntil && kept) return kept;
    keptUntil = now() + 60 * 60 * 1000;
    kept = sila.POST('/0.2/auth_token', { body: { header: appHeader() } }).then(({ data, response }) => {
      if (data) return data.access_token.token;
      keptUntil = 0;
      throw new Error(`Sila refused the client id or its secret (${response.status})`);
    });
    return kept;
  }

  return {
    /** Registers somebody under a handle of yours, and has Sila verify who that is. */
    async verify(user: string, person: Person): Promise<Verification> {
      const registered = await sila.POST('/0.2/register', { body: { header: header(user), ...person } });
      if (!registered.data) return { refused: `not registered (${registered.response.status})` };

      const run = await sila.POST('/0.2/kyc', { body: { header: header(user), flow } });
      if (run.data) return { started: run.data.verification_ids[0]?.verification_id ?? '' };
      switch (run.error?.error_code) {
        case 'KYC_ATTEMPTS_EXCEEDED':
          return { refused: 'two attempts have failed within 30 days' };
        case 'KYC_REQUEST_DUPLICATE_PENDING':
          return { refused: 'a verification is under way' };
        default:
          return { refused: `not started (${run.response.status})` };
      }
    },

    /** How a verification stands, such as `pending` or `passed`; undefined for one that Sila does not know. */
    async status(user: string, verification_uuid: string): Promise<string | undefined> {
      const { data } = await sila.POST('/0.2/get_verifications/{verification_uuid}', {
        params: { path: { verification_uuid } },
        body: { header: header(user) },
      });
      return data?.verification_status;
    },
  };
}
