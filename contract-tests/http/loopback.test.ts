import { expect, test } from 'vitest';
import { isLoopbackHost } from '../../src/http/loopback.js';

test.each([
  ['localhost', true],
  ['localhost:80', true],
  ['app.localhost:8080', true],
  ['LOCALHOST', true],
  ['127.0.0.1', true],
  ['127.9.9.9:1', true],
  ['0x7f.1', true],
  ['[::1]:4000', true],
  ['localhost.example', false],
  ['notlocalhost', false],
  ['127.0.0.1.example', false],
  ['[::2]', false],
  ['10.0.0.1', false],
  ['not a host', false],
])('%s › %s', (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});
