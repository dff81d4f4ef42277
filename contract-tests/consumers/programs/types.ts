/** What a consumer's compiler has to make of each entry of the package: precise types, with `skipLibCheck` off. */
import { createAlfredClient, type components as Alfred } from 'kyc-contracts/alfred';
import { loginSofKycRequest } from 'kyc-contracts/alfred/validators';
import { defineConfig } from 'kyc-contracts/config';
import { createSandbox, type Sandbox } from 'kyc-contracts/sandbox';
import { createSandboxClient } from 'kyc-contracts/sandbox/client';
import {
  createSilaClient,
  type components as Sila,
  type KycError,
  type KycRequest,
  type webhooks,
} from 'kyc-contracts/sila';
import { kyc, withOperations } from 'kyc-contracts/sila/operations';
import { ecdsaSigner } from 'kyc-contracts/sila/ecdsa';
import { kycRequest } from 'kyc-contracts/sila/validators';
import { verifySilaWebhook, type OtherSilaEvent, type SilaEvent } from 'kyc-contracts/webhooks';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <_Yes extends true>(): void => {};

const sandbox = createSandbox();
same<Same<typeof sandbox, Sandbox>>();
const sila = createSilaClient({ credentials: { bearer: 'fake-token' }, fetch: sandbox.fetch });
createSilaClient({ credentials: { authSignature: ecdsaSigner('0'.repeat(64)) } });
const alfred = createAlfredClient({ credentials: { apiKey: 'fake-key', apiSecret: 'fake-secret' } });
const control = createSandboxClient({ credentials: {} });

const config = defineConfig({
  url: 'http://127.0.0.1:8080',
  phase: ['examples'],
  bail: true,
  reports: { junit: 'a.xml' },
});
same<Same<typeof config.timeout, number | undefined>>();
// @ts-expect-error: no phase is called so
defineConfig({ phase: ['everything'] });
// @ts-expect-error: only said on the command line
defineConfig({ against: '0.1.0' });

export async function calls(user: Alfred['schemas']['LoginSofKycRequest'], kyc: Sila['schemas']['KycRequest']) {
  const verification = await sila.POST('/0.2/kyc', { body: kyc });
  if (verification.error?.error_code === 'KYC_ATTEMPTS_EXCEEDED') return;
  same<
    Same<NonNullable<typeof verification.data>['verification_ids'], Sila['schemas']['KycResponse']['verification_ids']>
  >();

  const login = await alfred.POST('/login-sof-kyc', { body: user });
  const token = login.data?.data.token;
  same<Same<typeof token, string | undefined>>();

  const clock = await control.GET('/clock');
  const now = clock.data?.now;
  same<Same<typeof now, string | undefined>>();
}

export async function byName(body: KycRequest) {
  const verification = await withOperations(sila, { kyc }).kyc.start({ body });
  const { error } = verification;
  same<Same<typeof error, KycError | undefined>>();
  if (verification.ok) same<Same<typeof verification.data, Sila['schemas']['KycResponse']>>();
  // @ts-expect-error: the body is missing
  await kyc.start(sila);
  const { data } = await kyc.start(sila, { body, throwOnError: true });
  same<Same<typeof data, Sila['schemas']['KycResponse']>>();
}

export async function mistakes() {
  // @ts-expect-error: no such path
  await sila.POST('/0.2/nowhere', {});
  // @ts-expect-error: the body is missing
  await alfred.POST('/login-sof-kyc', {});
  // @ts-expect-error: both keys are needed
  createAlfredClient({ credentials: { apiKey: 'fake-key' } });
}

export async function receive(request: Request) {
  const event = await verifySilaWebhook(request, { secret: 'not-a-real-secret' });
  same<Same<typeof event, SilaEvent | OtherSilaEvent>>();
}

export function guards(value: unknown) {
  if (loginSofKycRequest(value)) same<Same<typeof value, Alfred['schemas']['LoginSofKycRequest']>>();
  if (kycRequest(value)) same<Same<typeof value, Sila['schemas']['KycRequest']>>();
}

/** Webhooks are typed too. */
export type KycStatus = NonNullable<webhooks['kyc_status']['post']>;
