/** The headers of a limit agree with each other, and count. */
import { expect, test } from 'vitest';
import { RateLimits } from '../../../src/checker/relations/limits.js';
import type { ReceivedResponse } from '../../../src/openapi/exchange.js';

const answer = (limit: string, remaining: number, status = 200) =>
  ({
    status,
    headers: { 'ratelimit-limit': [limit], 'ratelimit-remaining': [String(remaining)] },
  }) as unknown as ReceivedResponse;

const rolling = '100, 100;window=3600;comment="rolling"';
const said = (remaining: readonly number[], limit = rolling) => {
  const limits = new RateLimits();
  return remaining
    .flatMap((one, second) => limits.broken('kyc', answer(limit, one), second * 1000))
    .map(([, text]) => text);
};

test('lawful: they fall', () => expect(said([99, 98, 97, 96, 95, 94])).toEqual([]));
test('lawful: a window that is over', () => expect(said([9, 9, 9, 9, 9, 9], '10, 10;window=2')).toEqual([]));
test('lawful: a limit without a window', () => expect(said([9, 9, 9, 9, 9, 9], '10')).toEqual([]));
test('lawful: none of it', () => {
  expect(new RateLimits().broken('kyc', { status: 200, headers: {} } as unknown as ReceivedResponse)).toEqual([]);
});
test('more are left than there were', () =>
  expect(said([101])).toEqual(['expected no more than the 100 of the limit']));
test('it does not count, and is told once', () => {
  expect(said([99, 99, 99, 99, 99, 99, 99])).toEqual(['expected fewer with each request, got the same 5 times']);
});
