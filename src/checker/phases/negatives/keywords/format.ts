/** Mutates values of a `format` to near misses, for formats of JSON Schema and OpenAPI. */
import { put, type Mutator } from './mutator.js';

/** By format: values that are invalid, by why. */
const invalid: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  date: { 'of no calendar': '2023-02-30', 'in another order': '28.02.2023', 'with a time': '2023-02-28T00:00:00Z' },
  'date-time': {
    'of no calendar': '2023-02-30T12:00:00Z',
    'without a zone': '2023-02-28T12:00:00',
    alone: '2023-02-28',
  },
  time: { 'of no clock': '25:00:00Z', 'without a zone': '12:00:00' },
  duration: { 'in words': '1 day' },
  email: { 'without a domain': 'nobody', 'without a name': '@example.com', 'with a space': 'no body@example.com' },
  'idn-email': { 'without a domain': 'nobody' },
  hostname: { 'with a space': 'not a host' },
  'idn-hostname': { 'with a space': 'not a host' },
  ipv4: { 'of no network': '256.1.1.1', 'of the other version': '::1' },
  ipv6: { 'of no network': ':::1', 'of the other version': '192.0.2.1' },
  uri: { relative: 'example.com/a', 'with a space': 'https://example.com/a b' },
  'uri-reference': { 'with a space': 'https://example.com/a b' },
  'uri-template': { 'with an open brace': 'https://example.com/{a' },
  uuid: {
    'in words': 'not-a-uuid',
    'with another letter': 'gggggggg-0000-4000-8000-000000000000',
    'without hyphens': '00000000000040008000000000000000',
    'too short': '00000000-0000-4000-8000-00000000000',
  },
  'json-pointer': { 'without a slash': 'a' },
  'relative-json-pointer': { 'without a number': '/a' },
  regex: { 'with an open bracket': '[' },
  byte: { 'off the alphabet': '!' },
  int32: { 'too large': 2 ** 31 },
  int64: { 'a fraction': 1.5 },
};

export const format: Mutator = (schema) =>
  Object.entries(invalid[String(schema.format)] ?? {}).map(([what, value]) => ({
    what: `no ${String(schema.format)}, ${what}`,
    values: [put(value)],
  }));
