/** Bodies held against the document by a client: in each mode, what is sent, what is thrown and what is told. */
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  ContractViolation,
  createSilaClient,
  validation,
  type ValidationOptions,
} from '../../src/providers/sila/index.js';
import { createAlfredCustomersClient } from '../../src/providers/alfred-customers/index.js';
import * as customersValidators from '../../generated/alfred-customers/validators.js';
import * as validators from '../../generated/sila/validators.js';
import { HttpServer, json, text } from '../support/http-server.js';
import { rejection } from './rejection.js';
import { kyc } from '../support/requests.js';

const server = new HttpServer();
beforeAll(() => server.start());
beforeEach(() => server.reset(good));
afterAll(() => server.close());

const good = json(202, {
  success: true,
  reference: 'r',
  sila_reference_id: 'req_1',
  message: 'm',
  verification_ids: [{ entity: 'ada_example', verification_id: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32' }],
  flow_requested: kyc.flow,
  checks_requested: [],
});
const drifted = json(202, { success: 'Ada 12-34-5678' });
const wrong = { ...kyc, flow: 'Ada 12-34-5678' };

function startRun(mode: ValidationOptions['mode'], body = kyc) {
  const violations: ContractViolation[] = [];
  const validate = validation({ validators, mode, onViolation: (violation) => violations.push(violation) });
  const sila = createSilaClient({ baseUrl: server.url, credentials: { bearer: 'fake-token' }, validate });
  return { violations, call: sila.POST('/0.2/kyc', { body }) };
}

for (const mode of ['request', 'response', 'both', 'report'] as const) {
  test(`${mode}: what keeps the contract passes`, async () => {
    const { call, violations } = startRun(mode);
    expect((await call).status).toBe(202);
    expect(violations).toEqual([]);
  });
}

for (const mode of ['request', 'both'] as const) {
  test(`${mode}: a request that breaks it is not sent`, async () => {
    const { call, violations } = startRun(mode, wrong);
    const error = await rejection(call);
    expect(error).toBeInstanceOf(ContractViolation);
    expect(error).toMatchObject({ code: 'CONTRACT_VIOLATION', operationId: 'kyc', status: undefined });
    expect(error.violations).toMatchObject([{ instancePath: '/flow', keyword: 'format' }]);
    expect(error.message).toBe('kyc: the body of the request breaks its schema: /flow must match format "uuid"');
    expect(inspect(error, { depth: null })).not.toContain('Ada');
    expect(violations).toEqual([error]);
    expect(server.received).toEqual([]);
  });
}

for (const mode of ['response', 'both'] as const) {
  test(`${mode}: an answer that breaks it is thrown, once`, async () => {
    server.reset(drifted);
    const { call, violations } = startRun(mode);
    const error = await rejection(call);
    expect(error).toMatchObject({ code: 'CONTRACT_VIOLATION', status: 202 });
    expect(inspect(error, { depth: null })).not.toContain('Ada');
    expect(violations).toEqual([error]);
    expect(server.received).toHaveLength(1);
  });
}

test('response: a request that breaks it is sent; request: an answer that breaks it is handed over', async () => {
  expect((await startRun('response', wrong).call).status).toBe(202);
  server.reset(drifted);
  expect((await startRun('request').call).data).toEqual({ success: 'Ada 12-34-5678' });
});

test('report: both are told, and nothing is thrown', async () => {
  server.reset(drifted);
  const { call, violations } = startRun('report', wrong);
  expect((await call).status).toBe(202);
  expect(violations.map(({ status }) => status)).toEqual([undefined, 202]);
});

test('failures are held against their own schema', async () => {
  // Lawful at 400 alone: a code that is not in the document would be lawful too.
  server.reset(json(403, { success: false, message: 'm', error_code: 'KYC_ATTEMPTS_EXCEEDED' }));
  const { call, violations } = startRun('report');
  expect((await call).status).toBe(403);
  expect(violations).toMatchObject([{ status: 403 }]);
});

test('a failure that is HTML where JSON is documented is drift, too', async () => {
  server.reset(text(403, '<h1>Blocked</h1>', { 'content-type': 'text/html' }));
  const { call, violations } = startRun('report');
  expect((await call).status).toBe(403);
  expect(violations).toMatchObject([
    { status: 403, violations: expect.arrayContaining([expect.objectContaining({ keyword: 'oneOf' })]) },
  ]);
});

test('a status that the document does not have passes: nothing is known of its body', async () => {
  server.reset(text(502, 'Bad Gateway'));
  const { call, violations } = startRun('both');
  expect((await call).status).toBe(502);
  expect(violations).toEqual([]);
});

test('a response whose status is documented by its range is held against that schema', async () => {
  server.reset(json(404, { message: 12 }));
  const violations: ContractViolation[] = [];
  const validate = validation({
    validators: customersValidators,
    mode: 'report',
    onViolation: (violation) => violations.push(violation),
  });
  const credentials = { apiKey: 'fake-key', apiSecret: 'fake-secret' };
  const customers = createAlfredCustomersClient({ baseUrl: server.url, credentials, validate });
  const customerId = '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32';
  await customers.GET('/customers/{customerId}', { params: { path: { customerId } } });
  expect(violations).toMatchObject([{ operationId: 'getCustomer', status: 404 }]);
});

test('validators of another provider, or none, and an unknown mode are refused: they would validate nothing', async () => {
  const other = validation({ validators: customersValidators, mode: 'report' });
  const sila = createSilaClient({ baseUrl: server.url, credentials: { bearer: 'fake-token' }, validate: other });
  await expect(sila.POST('/0.2/kyc', { body: kyc })).rejects.toThrow('validators has none for kyc: give all exports');
  expect(() => validation({ validators: {}, mode: 'both' })).toThrow(TypeError);
  expect(() => validation({ validators: undefined as never, mode: 'both' })).toThrow('validators must be all exports');
  expect(() => validation({ validators, mode: 'requests' as never })).toThrow('mode must be one of: request,');
  expect(() => validation({ validators, mode: 'both', maxSize: NaN })).toThrow('maxSize must be a number above 0.');
});

test('a path that the document does not have is let through, and a wrong module is refused before anything is sent', async () => {
  server.reset(json(200, { any: 'thing' }));
  const open = validation({ validators, mode: 'both' });
  const sila = createSilaClient({ baseUrl: server.url, credentials: { bearer: 'fake-token' }, validate: open });
  const { status } = await (
    sila as never as { request: (method: string, path: string) => Promise<{ status: number }> }
  ).request('get', '/0.3/later');
  expect(status).toBe(200);
  server.reset(good);
  const wrongModule = validation({ validators: customersValidators, mode: 'response' });
  const other = createSilaClient({ baseUrl: server.url, credentials: { bearer: 'fake-token' }, validate: wrongModule });
  await expect(other.POST('/0.2/kyc', { body: kyc })).rejects.toThrow('validators has none for kyc');
  expect(server.received).toEqual([]);
});
