/** A `Date` that is some seconds off, either way, dates no request in the future of who validates it. */
import { expect, test } from 'vitest';
import { TargetClock } from '../../src/checker/http/target-clock.js';

const observed = (...offsets: number[]): TargetClock => {
  const clock = new TargetClock();
  for (const seconds of offsets) {
    const date = new Date(Date.now() + seconds * 1000).toUTCString();
    clock.observe({ status: 200, headers: { date: [date] }, body: Buffer.alloc(0) } as never);
  }
  return clock;
};

const offset = (clock: TargetClock): number => clock.now() - Math.floor(Date.now() / 1000);

test.each<[what: string, offsets: number[], least: number, most: number]>([
  ['the same time', [0], -1, 0],
  ['three seconds ahead', [3], -1, 0],
  ['three seconds behind', [-3], -4, -2],
  ['an hour ahead', [3600], 3598, 3600],
  ['a minute later by a clock that runs three seconds ahead', [3, 63], 57, 60],
  ['a minute later by the same clock', [0, 60], 57, 60],
  ['a day ahead, and one answer of somebody else', [86_400, 0], 86_398, 86_400],
  ['a day ahead, and back again', [86_400, 0, 0, 0], -1, 0],
])('%s', (_, offsets, least, most) => {
  const found = offset(observed(...offsets));
  expect(found).toBeGreaterThanOrEqual(least);
  expect(found).toBeLessThanOrEqual(most);
});

test('some seconds are not worth a word, more are', () => {
  expect(observed(3).skew()).toBeUndefined();
  expect(observed(-3).skew()).toBeUndefined();
  expect(observed(-60).skew()).toMatch(/^the target's clock is 6\d s behind this machine's/);
  expect(observed(3600).skew()).toMatch(/ s ahead of this machine's/);
});
