/**
 * One GET operation a row: what its document says, and how a server answers it. `broken` replies break exactly one
 * rule, `lawful` ones are unusual but valid. Written to find out what a checker misses and where it cries wolf.
 */

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is a string, which is sent as it is. */
  body?: unknown;
}

export interface Probe {
  name: string;
  lawful: boolean;
  /** The Response Object documented under 200. */
  response: object;
  reply: Reply;
  /** Further responses documented beside 200. */
  others?: Record<string, object>;
}

const json = (schema: object, headers?: object) => ({
  description: 'ok',
  content: { 'application/json': { schema } },
  ...(headers ? { headers } : {}),
});

const withValue = (schema: object) => json({ type: 'object', required: ['value'], properties: { value: schema } });

/** A reply whose `value` breaks (or keeps) one keyword. */
const value = (name: string, schema: object, found: unknown, lawful = false): Probe => ({
  name,
  lawful,
  response: withValue(schema),
  reply: { body: { value: found } },
});

/** A reply whose whole body breaks (or keeps) one keyword. */
const body = (name: string, schema: object, found: unknown, lawful = false): Probe => ({
  name,
  lawful,
  response: json(schema),
  reply: { body: found },
});

/** A reply that breaks (or keeps) a rule outside of the body. */
const message = (name: string, response: object, reply: Reply, lawful = false): Probe => ({
  name,
  lawful,
  response,
  reply,
});

const text = { type: 'string' };
const number = { type: 'number' };
const named = { type: 'object', required: ['name'], properties: { name: text } };
const cat = { type: 'object', required: ['kind', 'meows'], properties: { kind: { const: 'cat' }, meows: number } };
const dog = { type: 'object', required: ['kind', 'barks'], properties: { kind: { const: 'dog' }, barks: number } };

const broken: Probe[] = [
  value('type string', text, 1),
  value('type integer', { type: 'integer' }, 1.5),
  value('type number', number, '1'),
  value('type boolean', { type: 'boolean' }, 'true'),
  value('type array', { type: 'array' }, {}),
  value('type object', { type: 'object' }, []),
  value('type null', { type: 'null' }, 0),
  value('null where not allowed', text, null),
  value('type union', { type: ['string', 'null'] }, 1),
  value('enum', { type: 'string', enum: ['a', 'b'] }, 'c'),
  value('const', { type: 'string', const: 'a' }, 'b'),
  value('pattern', { type: 'string', pattern: '^[A-Z]{3}$' }, 'usa'),
  value('minLength', { type: 'string', minLength: 2 }, 'a'),
  value('maxLength', { type: 'string', maxLength: 2 }, 'abc'),
  value('minimum', { type: 'number', minimum: 1 }, 0),
  value('maximum', { type: 'number', maximum: 1 }, 2),
  value('exclusiveMinimum', { type: 'number', exclusiveMinimum: 1 }, 1),
  value('exclusiveMaximum', { type: 'number', exclusiveMaximum: 1 }, 1),
  value('multipleOf', { type: 'number', multipleOf: 5 }, 7),
  value('format date', { type: 'string', format: 'date' }, '2026-13-01'),
  value('format date-time', { type: 'string', format: 'date-time' }, '2026-01-01 10:00'),
  value('format time', { type: 'string', format: 'time' }, '25:00:00Z'),
  value('format uuid', { type: 'string', format: 'uuid' }, 'not-a-uuid'),
  value('format email', { type: 'string', format: 'email' }, 'nobody'),
  value('format uri', { type: 'string', format: 'uri' }, 'no uri'),
  value('format ipv4', { type: 'string', format: 'ipv4' }, '256.0.0.1'),
  value('format ipv6', { type: 'string', format: 'ipv6' }, '::g'),
  value('format hostname', { type: 'string', format: 'hostname' }, '-bad-.example'),
  value('format int32', { type: 'integer', format: 'int32' }, 2 ** 31),
  value('format byte', { type: 'string', format: 'byte' }, '*'),
  value('minItems', { type: 'array', minItems: 1 }, []),
  value('maxItems', { type: 'array', maxItems: 1 }, [1, 2]),
  value('uniqueItems', { type: 'array', uniqueItems: true }, [1, 1]),
  value('items', { type: 'array', items: text }, ['a', 1]),
  value('prefixItems', { type: 'array', prefixItems: [text, number] }, ['a', 'b']),
  value('contains', { type: 'array', contains: { const: 1 } }, [2]),
  value('nested required', named, {}),
  value('required in an item', { type: 'array', items: named }, [{ name: 'a' }, {}]),
  body('required', named, {}),
  body('additionalProperties', { ...named, additionalProperties: false }, { name: 'a', extra: 1 }),
  body('additionalProperties schema', { type: 'object', additionalProperties: number }, { a: 'b' }),
  body('unevaluatedProperties', { allOf: [named], unevaluatedProperties: false }, { name: 'a', extra: 1 }),
  body('propertyNames', { type: 'object', propertyNames: { pattern: '^[a-z]+$' } }, { A1: 1 }),
  body('patternProperties', { type: 'object', patternProperties: { '^n_': number } }, { n_a: 'b' }),
  body('minProperties', { type: 'object', minProperties: 1 }, {}),
  body('dependentRequired', { type: 'object', dependentRequired: { a: ['b'] } }, { a: 1 }),
  body('allOf', { allOf: [named, { type: 'object', required: ['age'], properties: { age: number } }] }, { name: 'a' }),
  body('anyOf without a match', { anyOf: [cat, dog] }, { kind: 'bird' }),
  body('oneOf without a match', { oneOf: [cat, dog] }, { kind: 'dog', meows: 1 }),
  body('oneOf with two matches', { oneOf: [named, { type: 'object', required: ['age'] }] }, { name: 'a', age: 1 }),
  body('not', { not: { type: 'object', required: ['error'] } }, { error: 1 }),
  body('writeOnly', { type: 'object', properties: { secret: { type: 'string', writeOnly: true } } }, { secret: 's' }),
  message('status not documented', json(named), { status: 500, body: { name: 'a' } }),
  message('content type of another kind', json(named), {
    headers: { 'content-type': 'application/problem+json' },
    body: { name: 'a' },
  }),
  message('content type missing', json(named), { headers: { 'content-type': '' }, body: '{"name":"a"}' }),
  message('body that is not JSON', json(named), { body: '{"name": ' }),
  message('empty body', json(named), { body: '' }),
  message('header missing', json(named, { 'X-Request-Id': { required: true, schema: text } }), { body: { name: 'a' } }),
  message('header with a wrong value', json(named, { 'X-Count': { schema: { type: 'integer', minimum: 1 } } }), {
    headers: { 'x-count': 'many' },
    body: { name: 'a' },
  }),
];

const lawful: Probe[] = [
  body('an optional property absent', { type: 'object', properties: { a: text, b: text } }, { a: 'x' }, true),
  body('the other branch of a oneOf', { oneOf: [cat, dog] }, { kind: 'dog', barks: 1 }, true),
  body('a property that nobody documented', named, { name: 'a', extra: 1 }, true),
  value('null in a union', { type: ['string', 'null'] }, null, true),
  value('an empty array', { type: 'array', items: text }, [], true),
  body(
    'a required writeOnly property left out',
    { type: 'object', required: ['secret'], properties: { secret: { type: 'string', writeOnly: true } } },
    {},
    true,
  ),
  message(
    'an optional header absent',
    json(named, { 'X-Request-Id': { schema: text } }),
    { body: { name: 'a' } },
    true,
  ),
  message(
    'a charset parameter',
    json(named),
    { headers: { 'content-type': 'application/json; charset=utf-8' }, body: { name: 'a' } },
    true,
  ),
  message(
    'a media type in capitals',
    json(named),
    { headers: { 'content-type': 'Application/JSON' }, body: { name: 'a' } },
    true,
  ),
  message('white space around JSON', json(named), { body: ' \n{ "name" : "a" }\n ' }, true),
  {
    ...message('another documented success', json(named), { status: 201, body: { name: 'a' } }, true),
    others: { 201: json(named) },
  },
];

export const probes: Probe[] = [...broken, ...lawful];
