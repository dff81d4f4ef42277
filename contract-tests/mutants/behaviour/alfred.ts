/** Alfred's rules about time and state, each with the defect of a plausible implementation. */
import type { Call } from '../../../src/sandbox/index.js';
import type { AlfredState } from '../../../src/sandbox/alfred/state.js';
import type { Around } from './handlers.js';
import type { Broken } from './rule.js';

const kyc =
  (value: boolean): Around =>
  async (call, sound, err) => {
    const reply = await sound(call);
    const body = reply.body as { data: { kyc: boolean } } | undefined;
    if (reply.status !== 202 || body?.data.kyc === value) return reply;
    err();
    return { ...reply, body: { ...body, data: { ...body?.data, kyc: value } } };
  };

const later =
  (seconds: number): Around =>
  async (call, sound, err) => {
    err();
    return sound({ ...call, now: call.now + seconds * 1000 });
  };

/** Extends the validity of a token by some seconds, or for ever. */
const outlived =
  (seconds: number): Around =>
  async (call, sound, err) => {
    const reply = await sound(call);
    const [, claims] = call.headers.authorization?.split('.') ?? [];
    if (reply.status !== 401 || claims === undefined) return reply;
    const { iat } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iat: number };
    const again = await sound({ ...call, now: Math.max(iat * 1000, call.now - seconds * 1000) });
    if (again.status < 400) err();
    return again;
  };

const newUserEachTime: Around = (call: Call<AlfredState>, sound, err) => {
  if (Object.keys(call.state.numbers).length > 0) err();
  for (const email of Object.keys(call.state.numbers)) delete call.state.numbers[email];
  return sound(call);
};

const alwaysTheSameSession: Around = async (call, sound, err) => {
  const reply = await sound(call);
  const body = reply.body as { data?: { uid?: string } };
  if (reply.status !== 202) return reply;
  err();
  return { ...reply, body: { ...body, data: { ...body.data, uid: '3f1d2c4b-5a69-4788-9a0b-1c2d3e4f5a6b' } } };
};

const oneIsEnough: Around = async (call: Call<AlfredState>, sound, err) => {
  const reply = await sound(call);
  if (reply.status !== 202) return reply;
  err();
  for (const user of Object.values(call.state.users)) user.documents = ['idCardFront', 'idCardBack', 'selfie'];
  return reply;
};

export const alfredRules: readonly Broken[] = [
  { kind: 'state-rule', name: 'kyc-never-true', operationId: 'loginSofKyc', around: kyc(false) },
  { kind: 'state-rule', name: 'kyc-always-true', operationId: 'loginSofKyc', around: kyc(true) },
  { kind: 'state-rule', name: 'new-user-each-time', operationId: 'loginSofKyc', around: newUserEachTime },
  { kind: 'state-rule', name: 'always-the-same-session', operationId: 'myInfo', around: alwaysTheSameSession },
  { kind: 'state-rule', name: 'one-document-is-enough', operationId: 'uploadDocument', around: oneIsEnough },
  { kind: 'time-window', name: 'token/three-minutes', operationId: 'uploadDocument', around: outlived(60) },
  { kind: 'time-window', name: 'token/for-ever', operationId: 'uploadDocument', around: outlived(Infinity) },
  { kind: 'time-window', name: 'token/a-second-longer', operationId: 'uploadDocument', around: outlived(1) },
  { kind: 'time-window', name: 'token/one-minute', operationId: 'uploadDocument', around: later(60) },
  { kind: 'time-window', name: 'token/no-time-at-all', operationId: 'uploadDocument', around: later(120) },
];
