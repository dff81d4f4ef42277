/**
 * Requests made of the documents' examples and then damaged, at every operation: never a 5xx, and every answer one that
 * the document has, with a body that is valid against it.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSandbox, type Provider } from '../../src/sandbox/index.js';
import { control } from '../../src/sandbox/control/index.js';
import { defaultProviders } from '../../src/sandbox/providers.js';
import { defaults } from '../../src/sandbox/sila/settings.js';
import { generatedPath } from '../../src/openapi/providers.js';

/** Requests in all, over all operations. */
const total = 20_000;

const providers: readonly Provider[] = [...defaultProviders, control];
const operations = providers.flatMap((provider) => {
  const document = JSON.parse(readFileSync(generatedPath(provider.behaviour.name, 'openapi.json'), 'utf8')) as any;
  return provider.routes.map((route) => {
    const { requestBody, responses } = document.paths[route.path][route.method.toLowerCase()];
    const examples = Object.values((requestBody?.content?.['application/json']?.examples ?? {}) as object);
    return { provider, route, responses, bodies: examples.map(({ value }) => value as unknown) };
  });
});

const leaf = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', null, -1, 1e400, 2 ** 53),
);

/** Replaces, removes or adds something at a place that `pick` chooses. */
function damage(value: unknown, pick: readonly number[], what: 'replace' | 'remove' | 'add', by: unknown): unknown {
  if (typeof value !== 'object' || value === null || pick.length === 0) return what === 'remove' ? undefined : by;
  const copy: any = Array.isArray(value) ? [...value] : { ...value };
  const keys = Object.keys(copy);
  if (keys.length === 0 || (what === 'add' && pick.length === 1)) {
    copy[Array.isArray(copy) ? copy.length : 'unheardOf'] = by;
    return copy;
  }
  const key = keys[pick[0]! % keys.length]!;
  const next = damage(copy[key], pick.slice(1), what, by);
  if (next === undefined && !Array.isArray(copy)) delete copy[key];
  else copy[key] = next;
  return copy;
}

/** The clock has to stay where the examples are of use, and the state as it comes about. */
const left = new Set(['restoreSnapshot', 'resetSandbox', 'advanceClock', 'setClock', 'forceResponse']);

const request = fc.record({
  operation: fc.constantFrom(...operations.filter(({ route }) => !left.has(route.operationId))),
  example: fc.nat(),
  damages: fc.array(
    fc.tuple(
      fc.array(fc.nat(20), { maxLength: 4 }),
      fc.constantFrom('replace' as const, 'remove' as const, 'add' as const),
      leaf,
    ),
    { maxLength: 3 },
  ),
  cut: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(30) }),
  param: fc.oneof(fc.uuid(), fc.string(), fc.constantFrom('__proto__', 'sila', '%00')),
  headers: fc.dictionary(
    fc.constantFrom('API-Key', 'API-Secret', 'Authorization', 'authsignature', 'usersignature'),
    fc.constantFrom('a', 'Bearer x', 'Basic eA==', `0x${'0'.repeat(130)}`),
  ),
  type: fc.oneof(
    { weight: 9, arbitrary: fc.constant('application/json') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('text/plain', 'multipart/form-data; boundary=b', 'application/json; charset=latin1'),
    },
  ),
});

test(`${total} requests`, async () => {
  const defects: unknown[] = [];
  const sandbox = createSandbox({
    now: '2026-01-31T12:00:00Z',
    settings: { sila: { examples: true } },
    onDefect: (error) => defects.push(error),
  });
  const created = sandbox.clock.now() / 1000;
  const { clientId, clientSecret, handle } = defaults.apps[0]!;
  const granted = await sandbox.fetch('http://x/0.2/auth_token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: JSON.stringify({ header: { created, app_handle: handle, version: '0.2', reference: 'x' } }),
  });
  const bearer = `Bearer ${((await granted.json()) as any).access_token.token}`;
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(request, async ({ operation, example, damages, cut, param, headers, type }) => {
      const { provider, route, responses, bodies } = operation;
      const path = provider.mounts[0] + route.path.replace(/\{[^}]+\}/g, () => encodeURIComponent(param) || 'x');
      let body: unknown = bodies.length > 0 ? bodies[example % bodies.length] : {};
      // What no fixed example can have, the time of the request.
      const { header } = body as { header?: object };
      if (header) body = { ...(body as object), header: { ...header, created } };
      for (const [pick, what, by] of damages) body = damage(body, pick, what, by);
      const text = JSON.stringify(body) ?? '';
      const response = await sandbox.fetch(`http://x${path}`, {
        method: route.method,
        headers: { ...(damages.length < 3 && { Authorization: bearer }), ...headers, 'Content-Type': type },
        ...(route.method !== 'GET' && { body: cut ? text.slice(0, -cut) : text }),
      });
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      expect(defects).toEqual([]);
      expect(response.status).toBeLessThan(500);
      // An empty or dotted path parameter leads elsewhere.
      if (response.headers.get('Content-Type') === 'application/problem+json' && provider !== control) return;
      const keys = [`${response.status}`, `${Math.floor(response.status / 100)}XX`];
      expect(
        Object.keys(responses).filter((key) => keys.includes(key)),
        `${route.operationId} answered ${response.status}`,
      ).not.toEqual([]);
      const validate = provider.validators[`${route.operationId}Response${response.status}`];
      if (!validate) return;
      const answer: unknown = await response.json();
      expect(validate(answer) ? [] : [route.operationId, answer, validate.errors]).toEqual([]);
    }),
    { numRuns: total, seed: 4 },
  );
  // It has got through to the handlers, not only to the gate.
  expect(statuses.get(202)).toBeGreaterThan(50);
  expect(statuses.size).toBeGreaterThan(5);
  const count = [...statuses.values()].reduce((sum, one) => sum + one, 0);
  expect(count).toBeGreaterThanOrEqual(total);
  console.log(`${count} requests, by status: ${JSON.stringify(Object.fromEntries(statuses))}`);
}, 300_000);
