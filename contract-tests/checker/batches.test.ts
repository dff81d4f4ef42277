/** Which variations go together in one request. */
import { expect, test } from 'vitest';
import { batchesOf } from '../../src/checker/phases/positives/batches.js';
import type { Variation } from '../../src/checker/phases/positives/variation.js';

const rule: Variation = { name: 'nearly too old', rule: {} as NonNullable<Variation['rule']> };
const large: Variation = { name: 'a large file', at: '/file', isLarge: true };
const plain: Variation = { name: 'a header' };

const namesIn = (variations: readonly Variation[]) =>
  batchesOf(variations, undefined, () => true).map((batch) => batch.map(({ name }) => name));

test('what takes long to be sent does not go with a rule about time, in either order', () => {
  expect(namesIn([rule, large, plain])).toEqual([['nearly too old', 'a header'], ['a large file']]);
  expect(namesIn([large, rule, plain])).toEqual([['a large file', 'a header'], ['nearly too old']]);
});

test('what is about one part of a request does not go together, and all else does', () => {
  expect(namesIn([large, { name: 'inside', at: '/file/name' }, plain])).toEqual([
    ['a large file', 'a header'],
    ['inside'],
  ]);
});
