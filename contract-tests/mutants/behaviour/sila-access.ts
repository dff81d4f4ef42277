/** `header.created`, and the lifetime of a token. */
import type { Reply } from '../../../src/sandbox/index.js';
import { atAnotherTime, type Around } from './handlers.js';
import type { Broken } from './rule.js';

const says = ({ status, body }: Reply, expected: number, words: RegExp): boolean =>
  status === expected && words.test(JSON.stringify(body));

/** Treats a request as made earlier or later, which accepts times up to so many seconds beyond the rule. */
const lenient =
  (words: RegExp, oldest: number, newest: number): Around =>
  async (call, sound, err) => {
    const reply = await sound(call);
    const body = call.body as { header?: { created?: number } };
    const now = Math.floor(call.now / 1000);
    const age = now - (body.header?.created ?? now);
    if (!says(reply, 400, words) || age > oldest || age < -newest) return reply;
    err();
    return sound({ ...call, body: { ...body, header: { ...body.header, created: now } } });
  };

const expired = /epoch in message has expired/;
const future = /cannot be set in the future/;

/** Refuses requests older than this although they are within the rule. */
const strict =
  (oldest: number): Around =>
  (call, sound, err) => {
    const body = call.body as { header?: { created?: number } };
    const now = Math.floor(call.now / 1000);
    const age = now - (body.header?.created ?? now);
    if (age <= oldest || age > 300) return sound(call);
    err();
    return sound({ ...call, body: { ...body, header: { ...body.header, created: now - 301 } } });
  };

/** These operations stand for all: there is one rule, and most implementations have one function for it. */
const operations = ['register', 'kyc', 'getEntity', 'authToken'];

export const createdMutants: readonly Broken[] = operations.flatMap((operationId) =>
  (
    [
      ['expired-accepted', lenient(expired, Infinity, 0)],
      ['ten-minutes', lenient(expired, 600, 0)],
      ['a-second-longer', lenient(expired, 301, 0)],
      ['four-minutes', strict(240)],
      ['future-accepted', lenient(future, 0, Infinity)],
      ['a-minute-ahead-accepted', lenient(future, 0, 60)],
    ] as const
  ).map(([name, around]): Broken => ({ kind: 'time-window', name: `created/${name}`, operationId, around })),
);

/** Accepts an expired token for so many seconds. */
const outlived =
  (seconds: number): Around =>
  async (call, sound, err) => {
    const reply = await sound(call);
    if (!says(reply, 401, /auth token provided has expired/)) return reply;
    const again = await sound(atAnotherTime(call, -seconds));
    if (again.status < 400) err();
    return again;
  };

/** Refuses a token before it expires. */
const shortLived =
  (seconds: number): Around =>
  async (call, sound, err) => {
    const later = await sound(atAnotherTime(call, seconds));
    if (says(later, 401, /auth token provided has expired/)) err();
    return later;
  };

const forgetsTokens: Around = (call, sound, err) => {
  if (Object.keys(call.state.tokens).length > 0) err();
  for (const app of Object.keys(call.state.tokens)) delete call.state.tokens[app];
  return sound(call);
};

const neverRenews: Around = async (call, sound, err) => {
  const reply = await sound(call);
  const token = Object.values(call.state.tokens as Record<string, { expiration: number }>)[0];
  if (reply.status === 200 && token) {
    err();
    token.expiration += 86400 * 365;
  }
  return reply;
};

export const tokenMutants: readonly Broken[] = [
  ...['kyc', 'getEntity'].flatMap((operationId) =>
    (
      [
        ['nine-hours', outlived(3600)],
        ['for-ever', outlived(86400 * 30)],
        ['a-second-longer', outlived(1)],
        ['seven-hours', shortLived(3600)],
      ] as const
    ).map(([name, around]): Broken => ({ kind: 'time-window', name: `token/${name}`, operationId, around })),
  ),
  { kind: 'credential-rule', name: 'another-token-each-time', operationId: 'authToken', around: forgetsTokens },
  { kind: 'credential-rule', name: 'token-never-renewed', operationId: 'authToken', around: neverRenews },
];
