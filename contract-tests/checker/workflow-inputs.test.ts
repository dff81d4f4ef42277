/** A workflow cannot tell the time: what it was given as the time of its beginning is made later by what has passed. */
import { expect, test } from 'vitest';
import { laterBy } from '../../src/checker/phases/workflows/inputs.js';

const began = 1_763_683_200;
const sent = (body: string) => ({ method: 'POST', target: '/', headers: {}, body: Buffer.from(body, 'latin1') });
const later = (body: string, seconds = 75) => laterBy(seconds, [began], sent(body)).body?.toString('latin1');

test.each([
  ['a member', '{"created":1763683200}', '{"created":1763683275}'],
  ['spaces', '{ "created" : 1763683200 }', '{ "created" : 1763683275 }'],
  ['a text', '{"created":"1763683200"}', '{"created":"1763683275"}'],
  ['another time', '{"created":1763683199}', '{"created":1763683199}'],
  ['a part of a number', '{"n":17636832001,"m":1763683200.5}', '{"n":17636832001,"m":1763683200.5}'],
  ['a part of a name', '{"user":"a1763683200","v":"1763683200x"}', '{"user":"a1763683200","v":"1763683200x"}'],
  [
    'bytes of a file beside it',
    '--x\r\n{"created":1763683200}\r\n\xff\xfe\x00',
    '--x\r\n{"created":1763683275}\r\n\xff\xfe\x00',
  ],
])('%s', (_, body, expected) => {
  expect(later(body)).toBe(expected);
});

test('without a wait, a time or a body the request is the same', () => {
  const request = sent('{"created":1763683200}');
  expect(laterBy(0, [began], request)).toBe(request);
  expect(laterBy(75, [], request)).toBe(request);
  const bare = { method: 'GET', target: '/', headers: {}, body: undefined };
  expect(laterBy(75, [began], bare)).toBe(bare);
});
