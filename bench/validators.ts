/**
 * `npm run bench:validators`: CPU time of the ten largest generated validators against the size of a body in which all
 * is wrong, and the exponent by which it grows: 0 where it ends at the bound of errors, 1 is
 * linear, 2 would be quadratic.
 */
import { readFileSync } from 'node:fs';
import { isObject, type Json, type JsonObject } from '../src/openapi/document.js';
import type { Validator } from '../src/runtime/validator.js';

const providers = ['alfred', 'sila', 'sandbox'];
const sizes = [20_000, 80_000, 320_000];

/** Each array of the schema with `count` wrong items, each object with as many unknown members. */
function wrong(document: JsonObject, schema: Json | undefined, count: number, depth = 0): Json {
  const node = resolve(document, schema);
  if (!node || depth > 3) return 0;
  const union = node.anyOf ?? node.oneOf ?? node.allOf;
  if (Array.isArray(union)) return wrong(document, union[0], count, depth + 1);
  if (node.items !== undefined || node.prefixItems !== undefined) return Array<Json>(count).fill(0);
  const unknown = depth === 0 ? Array.from({ length: count }, (_, at) => [`unknown${at}`, 0] as const) : [];
  const properties = Object.entries(isObject(node.properties) ? node.properties : {});
  const known = properties.map(([name, inner]) => [name, wrong(document, inner, count, depth + 1)] as const);
  return Object.fromEntries([...known, ...unknown]);
}

function resolve(document: JsonObject, schema: Json | undefined): JsonObject | undefined {
  let node = schema;
  while (isObject(node) && typeof node.$ref === 'string') {
    node = node.$ref
      .split('/')
      .slice(1)
      .reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), document);
  }
  return isObject(node) ? node : undefined;
}

const subjects: {
  name: string;
  length: number;
  schema: JsonObject;
  document: JsonObject;
  validate: Validator<unknown>;
}[] = [];
for (const provider of providers) {
  const document = JSON.parse(readFileSync(`generated/${provider}/openapi.json`, 'utf8')) as JsonObject;
  const validators = (await import(`../generated/${provider}/validators.js`)) as Record<string, Validator<unknown>>;
  for (const path of Object.values(document.paths as JsonObject).filter(isObject)) {
    for (const operation of Object.values(path).filter(isObject)) {
      const bodies = [['Request', operation.requestBody] as const];
      const responses = Object.entries(isObject(operation.responses) ? operation.responses : {});
      for (const [name, body] of [...bodies, ...responses.map(([status, it]) => [`Response${status}`, it] as const)]) {
        const content = resolve(document, body)?.content;
        const media = isObject(content) ? content['application/json'] : undefined;
        const schema = isObject(media) ? resolve(document, media.schema) : undefined;
        const validate = validators[`${String(operation.operationId)}${name}`];
        if (!schema || !validate) continue;
        const length = JSON.stringify(schema).length;
        subjects.push({
          name: `${provider} ${String(operation.operationId)}${name}`,
          length,
          schema,
          document,
          validate,
        });
      }
    }
  }
}

for (const { name, schema, document, validate } of subjects.sort((a, b) => b.length - a.length).slice(0, 10)) {
  const times = sizes.map((count) => {
    const body = wrong(document, schema, count);
    const runs = [1, 2, 3].map(() => {
      const start = process.cpuUsage();
      validate(body);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    });
    return Math.max(Math.min(...runs), 0.01);
  });
  const exponent = Math.log(times[2]! / times[0]!) / Math.log(sizes[2]! / sizes[0]!);
  const shown = times.map((time, at) => `${sizes[at]}: ${time.toFixed(1)} ms`).join('  ');
  console.log(`${name.padEnd(44)} ${shown}  exponent ${exponent.toFixed(2)}`);
}
