/**
 * CPU time of the generated validators of the ten largest schemas whose bodies can grow, by the size of a body, and the
 * exponent of the growth: 0 ends at the bound of errors, 1 is linear, 2 is quadratic.
 *
 * - `wrong`: each array has only wrong items, and the root has unknown members.
 * - `valid`: each array has valid items.
 * - `mixed`: every other item is wrong.
 */
import { readFileSync } from 'node:fs';
import { follow, isObject, type Json, type JsonObject } from '../../src/openapi/document.js';
import { listProviders } from '../../src/openapi/providers.js';
import { sampleOf } from '../../src/openapi/sample.js';
import type { Validator } from '../../src/runtime/validator.js';
import type { Part, Row } from '../row.js';

const maxDepth = 5;
type Kind = 'wrong' | 'valid' | 'mixed';

/** A body of the schema whose arrays have `count` items of the kind. `grown` counts the arrays. */
function body(document: JsonObject, schema: Json | undefined, count: number, kind: Kind, depth = 0): Json {
  const node = follow(document, schema, '')?.value;
  if (!node || depth > maxDepth) return sampleOf(document, schema) ?? 0;
  const union = node.anyOf ?? node.oneOf ?? node.allOf;
  if (Array.isArray(union)) {
    const branches = [...union].sort((a, b) => lengthOf(document, b) - lengthOf(document, a));
    return body(document, branches[0], count, kind, depth);
  }
  if (node.items !== undefined || node.prefixItems !== undefined) {
    const valid = sampleOf(document, node.items) ?? 0;
    return Array.from({ length: count }, (_, at) =>
      kind === 'valid' || (kind === 'mixed' && at % 2 === 0) ? valid : 0,
    );
  }
  if (!isObject(node.properties)) return sampleOf(document, node) ?? 0;
  const known = Object.entries(node.properties).map(
    ([name, inner]) => [name, body(document, inner, count, kind, depth + 1)] as const,
  );
  const unknown =
    depth === 0 && kind !== 'valid' ? Array.from({ length: count }, (_, at) => [`u${at}`, 0] as const) : [];
  return Object.fromEntries([...known, ...unknown]);
}

/**
 * The length of the schema as JSON, with every reference followed once per path: the input of the validator's
 * compilation.
 */
function lengthOf(document: JsonObject, schema: Json | undefined, trail: readonly string[] = []): number {
  if (Array.isArray(schema)) return schema.reduce<number>((sum, item) => sum + lengthOf(document, item, trail), 2);
  if (!isObject(schema)) return JSON.stringify(schema ?? null).length;
  if (typeof schema.$ref === 'string') {
    if (trail.includes(schema.$ref)) return 0;
    return lengthOf(document, follow(document, schema, '')?.value, [...trail, schema.$ref]);
  }
  return Object.entries(schema).reduce((sum, [key, value]) => sum + key.length + lengthOf(document, value, trail), 2);
}

interface Subject {
  name: string;
  length: number;
  schema: JsonObject;
  document: JsonObject;
  validate: Validator<unknown>;
}

async function* subjectsOf(provider: string): AsyncIterable<Subject> {
  const document = JSON.parse(readFileSync(`generated/${provider}/openapi.json`, 'utf8')) as JsonObject;
  const validators = (await import(`../../generated/${provider}/validators.js`)) as Record<string, Validator<unknown>>;
  const operations = Object.values(document.paths as JsonObject)
    .filter(isObject)
    .flatMap((path) => Object.values(path).filter(isObject));
  for (const operation of operations) {
    const responses = Object.entries(isObject(operation.responses) ? operation.responses : {});
    const bodies = [['Request', operation.requestBody] as const].concat(
      responses.map(([status, response]) => [`Response${status}`, response] as never),
    );
    for (const [part, described] of bodies) {
      const content = follow(document, described, '')?.value.content;
      const media = isObject(content) ? content['application/json'] : undefined;
      const schema = isObject(media) ? follow(document, media.schema, '')?.value : undefined;
      const validate = validators[`${String(operation.operationId)}${part}`];
      if (!schema || !validate) continue;
      const name = `${provider} ${String(operation.operationId)}${part}`;
      yield { name, length: lengthOf(document, schema), schema, document, validate };
    }
  }
}

/** CPU time in milliseconds, the minimum of five runs. */
function cpuTime(validate: Validator<unknown>, value: Json): number {
  const runs = [1, 2, 3, 4, 5].map(() => {
    const start = process.cpuUsage();
    validate(value);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.max(Math.min(...runs), 0.01);
}

export const validators: Part = {
  about: 'CPU time of validators against the size of a body: the exponents',
  async run({ quick, say }) {
    const sizes = quick ? [2_000, 4_000, 8_000] : [20_000, 80_000, 320_000];
    const subjects: Subject[] = [];
    for (const provider of listProviders()) for await (const subject of subjectsOf(provider)) subjects.push(subject);
    const exponents: Record<Kind, number[]> = { wrong: [], valid: [], mixed: [] };
    let shown = 0;
    for (const { name, length, schema, document, validate } of subjects.sort((a, b) => b.length - a.length)) {
      const lines: string[] = [];
      for (const kind of ['wrong', 'valid', 'mixed'] as const) {
        const bodies = sizes.map((count) => body(document, schema, count, kind));
        const bytes = bodies.map((value) => JSON.stringify(value).length);
        if (bytes[2]! < 2 * bytes[0]!) continue;
        const outcome = validate(bodies[0]) ? 'accepted' : 'refused ';
        const times = bodies.map((value) => cpuTime(validate, value));
        const exponent = Math.log(times[2]! / times[0]!) / Math.log(bytes[2]! / bytes[0]!);
        const points = times.map((time, at) => `${(bytes[at]! / 1e6).toFixed(1)} MB ${time.toFixed(1)} ms`).join('  ');
        lines.push(`  ${kind.padEnd(5)}  ${outcome}  ${points}  exponent ${exponent.toFixed(2)}`);
        exponents[kind].push(exponent);
      }
      if (lines.length === 0) continue;
      say([`${name} (schema of ${length} characters)`, ...lines].join('\n'));
      shown += 1;
      if (shown === 10) break;
    }
    return Object.entries(exponents).map(([kind, found]): Row => ({
      what: `validators, ${kind} items, steepest of ${found.length}`,
      unit: '(exponent)',
      ours: [Math.max(...found)],
      target: { atMost: 1.1 },
    }));
  },
};
