/** What /kyc refuses because of earlier runs, and what becomes of a run. */
import type { Call } from '../../../src/sandbox/index.js';
import type { Run, SilaState } from '../../../src/sandbox/sila/state.js';
import type { Around } from './handlers.js';
import type { Broken } from './rule.js';

type Concerns = (run: Run) => boolean;

/** Asks the sound handler in a world in which some runs are younger or older than they are. */
const withAges =
  (concerns: Concerns, age: (seconds: number) => number): Around =>
  async (call: Call<SilaState>, sound, err) => {
    const now = Math.floor(call.now / 1000);
    const runs = Object.values(call.state.runs).filter(concerns);
    const times = runs.map((run) => ({ run, requestedAt: run.requestedAt, updatedAt: run.updatedAt }));
    for (const { run, requestedAt, updatedAt } of times) {
      run.requestedAt = now - age(now - requestedAt);
      run.updatedAt = now - age(now - updatedAt);
    }
    if (runs.length > 0) err();
    const reply = await sound(call);
    for (const { run, ...kept } of times) Object.assign(run, kept);
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
  (concerns: (runs: readonly Run[]) => readonly Run[]): Around =>
  async (call: Call<SilaState>, sound, err) => {
    const body = call.body as { header?: { user_handle?: string } };
    const handle = body.header?.user_handle?.toLowerCase();
    const entity = Object.values(call.state.entities).find((one) => one.handle === handle);
    const runs = (entity?.runs ?? []).flatMap((id) => call.state.runs[id] ?? []);
    const hidden = new Set(concerns(runs).map(({ id }) => id));
    if (!entity || hidden.size === 0) return sound(call);
    err();
    const all = [...entity.runs];
    entity.runs = all.filter((id) => !hidden.has(id));
    const reply = await sound(call);
    entity.runs = [...all, ...entity.runs.filter((id) => !all.includes(id))];
    return reply;
  };

const failedOnes = (runs: readonly Run[]) => runs.filter(({ status }) => status === 'failed');

/** A verification that is shown with another status than it has. */
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
    around: hiding((runs) => failedOnes(runs).slice(0, 1)),
  },
  {
    kind: 'attempts',
    name: 'classic-not-counted',
    operationId: 'kyc',
    around: hiding((runs) => failedOnes(runs).filter(({ system }) => system === 'classic')),
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
    const failures = Object.values(call.state.runs).filter((run) => run.handle === handle && run.status === 'failed');
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
