/** Other forms of the same response on the wire. */
import { gzipSync } from 'node:zlib';
import { isObject, type Json } from '../../../src/openapi/document.js';
import { jsonOf, withHeader, type Answer } from '../answer.js';

type Rewrites = (answer: Answer) => Answer | undefined;

const typed =
  (rewrite: (type: string) => string): Rewrites =>
  (answer) => {
    const type = answer.headers.get('content-type');
    return type === null || !/json/.test(type) ? undefined : withHeader(answer, 'content-type', rewrite(type));
  };

const written =
  (write: (value: Json) => string): Rewrites =>
  (answer) => {
    const value = jsonOf(answer);
    return value === undefined ? undefined : { ...answer, body: Buffer.from(write(value)) };
  };

export const lawfulMessages: Readonly<Record<string, Rewrites>> = {
  charset: typed((type) => `${type}; charset=utf-8`),
  'charset-quoted': typed((type) => `${type};charset="UTF-8"`),
  'type-parameter': typed((type) => `${type}; profile=v2`),
  'type-in-capitals': typed((type) => type.toUpperCase()),
  whitespace: written((value) => `\n  ${JSON.stringify(value, undefined, '\t')}\r\n`),
  'member-order': written((value) => JSON.stringify(reversed(value))),
  escapes: written((value) =>
    JSON.stringify(value).replaceAll(/"(?:[^"\\]|\\.)*"/g, (text) =>
      text.replaceAll('a', '\\u0061').replaceAll('/', '\\/'),
    ),
  ),
  'other-headers': (answer) => {
    const headers = new Headers(answer.headers);
    for (const [name, value] of others) headers.append(name, value);
    return { ...answer, headers };
  },
  gzip: (answer) =>
    answer.body.length === 0
      ? undefined
      : withHeader({ ...answer, body: gzipSync(answer.body) }, 'content-encoding', 'gzip'),
};

const others: readonly [string, string][] = [
  ['X-Request-Id', 'f0e1d2c3-b4a5-4697-8879-6a5b4c3d2e1f'],
  ['Cache-Control', 'no-store'],
  ['Set-Cookie', 'route=1; Path=/'],
  ['Set-Cookie', 'affinity=2; Path=/'],
  ['Strict-Transport-Security', 'max-age=63072000'],
];

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}
