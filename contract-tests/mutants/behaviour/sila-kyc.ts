/** Refusals of /kyc because of earlier verifications, and the outcome of a verification. */
import type { Call } from '../../../src/sandbox/index.js';
import type { Verification, SilaState } from '../../../src/sandbox/sila/state.js';
import type { Around } from './handlers.js';
import type { Broken } from './rule.js';

type Concerns = (verification: Verification) => boolean;

/** Calls the sound handler with some verifications younger or older than they are. */
const withAges =
  (concerns: Concerns, age: (seconds: number) => number): Around =>
  async (call: Call<SilaState>, sound, err) => {
    const now = Math.floor(call.now / 1000);
    const verifications = Object.values(call.state.verifications).filter(concerns);
    const times = verifications.map((verification) => ({
      verification,
      requestedAt: verification.requestedAt,
      updatedAt: verification.updatedAt,
    }));
    for (const { verification, requestedAt, updatedAt } of times) {
      verification.requestedAt = now - age(now - requestedAt);
      verification.updatedAt = now - age(now - updatedAt);
    }
    if (verifications.length > 0) err();
    const reply = await sound(call);
    for (const { verification, ...kept } of times) Object.assign(verification, kept);
    return reply;
  };

const windows: readonly [name: string, length: number, concerns: Concerns][] = [
  ['duplicate-pending', 15 * 60, ({ status }) => status !== 'passed' && status !== 'failed'],
  ['recently-passed', 30 * 86400, ({ status }) => status === 'passed'],
  ['attempts', 30 * 86400, ({ status }) => status === 'failed'],
];

const lengths: readonly [name: string, age: (seconds: number, length: number) => number][] = [
  ['none', (_, length) => length],
  ['half-as-long', (seconds) => seconds * 2],
  ['twice-as-long', (seconds) => seconds / 2],
  ['for-ever', () => 0],
  ['a-second-longer', (seconds) => seconds - 1],
];

const hiding =
  (concerns: (verifications: readonly Verification[]) => readonly Verification[]): Around =>
  async (call: Call<SilaState>, sound, err) => {
    const body = call.body as { header?: { user_handle?: string } };
    const handle = body.header?.user_handle?.toLowerCase();
    const entity = Object.values(call.state.entities).find((one) => one.handle === handle);
    const verifications = (entity?.verifications ?? []).flatMap((id) => call.state.verifications[id] ?? []);
    const hidden = new Set(concerns(verifications).map(({ id }) => id));
    if (!entity || hidden.size === 0) return sound(call);
    err();
    const all = [...entity.verifications];
    entity.verifications = all.filter((id) => !hidden.has(id));
    const reply = await sound(call);
    entity.verifications = [...all, ...entity.verifications.filter((id) => !all.includes(id))];
    return reply;
  };

const failedOnes = (verifications: readonly Verification[]) =>
  verifications.filter(({ status }) => status === 'failed');

/** A verification is shown with a wrong status. */
const showing =
  (status: string): Around =>
  async (call, sound, err) => {
    const reply = await sound(call);
    const body = reply.body as { verification_status?: string };
    if (reply.status !== 200 || body.verification_status === status) return reply;
    err();
    return { ...reply, body: { ...body, verification_status: status } };
  };

export const kycMutants: readonly Broken[] = [
  ...windows.flatMap(([rule, length, concerns]) =>
    lengths.map(([name, age]): Broken => ({
      kind: 'time-window',
      name: `${rule}/${name}`,
      operationId: 'kyc',
      around: withAges(concerns, (seconds) => age(seconds, length)),
    })),
  ),
  {
    kind: 'attempts',
    name: 'first-not-counted',
    operationId: 'kyc',
    around: hiding((verifications) => failedOnes(verifications).slice(0, 1)),
  },
  {
    kind: 'attempts',
    name: 'classic-not-counted',
    operationId: 'kyc',
    around: hiding((verifications) => failedOnes(verifications).filter(({ system }) => system === 'classic')),
  },
  { kind: 'attempts', name: 'one-is-enough', operationId: 'kyc', around: refuseAfterOne() },
  ...['pending', 'passed', 'failed', 'documents_required'].map((status): Broken => ({
    kind: 'state-rule',
    name: `always-${status}`,
    operationId: 'getVerification',
    around: showing(status),
  })),
  ...['pending', 'passed', 'failed'].map((status): Broken => ({
    kind: 'state-rule',
    name: `always-${status}`,
    operationId: 'checkKyc',
    around: showing(status),
  })),
];

function refuseAfterOne(): Around {
  return async (call: Call<SilaState>, sound, err) => {
    const reply = await sound(call);
    const handle = (call.body as { header?: { user_handle?: string } }).header?.user_handle;
    const failures = Object.values(call.state.verifications).filter(
      (verification) => verification.handle === handle && verification.status === 'failed',
    );
    if (reply.status !== 202 || failures.length !== 1) return reply;
    err();
    return {
      status: 400,
      body: {
        success: false,
        message: `${handle} has reached the maximum number of attempts.`,
        error_code: 'KYC_ATTEMPTS_EXCEEDED',
      },
    };
  };
}
