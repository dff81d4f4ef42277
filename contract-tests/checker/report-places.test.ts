/** What SECURITY.md promises, as a table: a secret in each place of an exchange, looked for in each kind of report. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { createProxy, type Proxy } from '../../src/checker/http/proxy/index.js';
import type { JsonObject } from '../../src/openapi/document.js';
import { renderAnnotations } from '../../src/checker/reports/annotations.js';
import type { CheckReport } from '../../src/checker/reports/check-report.js';
import { renderHtml } from '../../src/checker/reports/html.js';
import { renderJson } from '../../src/checker/reports/json.js';
import { renderJunit } from '../../src/checker/reports/junit.js';
import { renderSarif } from '../../src/checker/reports/sarif.js';
import { renderStepSummary } from '../../src/checker/reports/step-summary.js';
import { renderTerminal } from '../../src/checker/reports/terminal.js';
import { serve, stopServers } from './reports/check-report.js';

const kinds: Record<string, (report: CheckReport) => string> = {
  terminal: (report) => renderTerminal(report, { colour: false }),
  json: (report) => renderJson([report]),
  junit: (report) => renderJunit([report]),
  html: (report) => renderHtml([report]),
  sarif: (report) => renderSarif([report], '1'),
  summary: (report) => renderStepSummary([report]),
  annotations: (report) => renderAnnotations([report]).join('\n'),
};

const closed: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: { id: { type: 'integer' }, person: { type: 'object', properties: { name: { type: 'integer' } } } },
};
const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });
const document: JsonObject = {
  openapi: '3.1.1',
  info: { title: 'Places', version: '1' },
  security: [{ bearer: [] }, { key: [] }, { basic: [] }, { inQuery: [] }, { inCookie: [] }],
  paths: {
    '/things/{id}': {
      post: {
        operationId: 'postThing',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
          { name: 'page', in: 'query', schema: { type: 'integer' } },
          { name: 'X-Count', in: 'header', schema: { type: 'integer' } },
        ],
        requestBody: {
          content: {
            ...json(closed),
            'application/x-www-form-urlencoded': { schema: closed },
            'multipart/form-data': { schema: closed },
            'text/plain': { schema: { type: 'integer' } },
          },
        },
        responses: {
          200: { description: 'one', headers: { 'X-Left': { schema: { type: 'integer' } } }, content: json(closed) },
        },
      },
    },
  },
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      basic: { type: 'http', scheme: 'basic' },
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      inQuery: { type: 'apiKey', in: 'query', name: 'key' },
      inCookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
    },
  },
};

const secret = 'SeKret7f3aPlanted';

interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}
interface Answered {
  status?: number;
  reason?: string;
  headers?: Record<string, string>;
  body?: string;
}

const header = (name: string, value: string): Sent => ({ headers: { [name]: value } });
const body = (text: string, type = 'application/json'): Sent => ({ headers: { 'content-type': type }, body: text });
const part = (head: string, content = 'x'): Sent =>
  body(`--b\r\n${head}\r\n\r\n${content}\r\n--b--\r\n`, 'multipart/form-data; boundary=b');
const disposition = 'Content-Disposition: form-data; name="person"';
const inQuery = (text: string): Sent => ({ path: `/things/1?${text}` });
const form = 'application/x-www-form-urlencoded';

const requests: Record<string, Sent> = {
  'path parameter': { path: `/things/${secret}` },
  'path parameter, encoded': { path: `/things/%53${secret.slice(1)}` },
  'unknown path, first segment': { path: `/${secret}` },
  'unknown path, later segment': { path: `/things/1/${secret}` },
  'unknown path with other words': { path: `/things/1/kyc/${secret.toLowerCase()}` },
  'query value': inQuery(`page=${secret}`),
  'query name': inQuery(`${secret}=1`),
  'query, bare': inQuery(secret),
  'query credential': inQuery(`key=${secret}`),
  'query credential that says fake': inQuery(`key=fake-${secret}`),
  'query with a variable': inQuery(`page=$KYC_CONTRACTS_${secret}`),
  'header value': header('x-other', secret),
  'header value, documented': header('x-count', secret),
  'header name': header(`x-${secret}`, '1'),
  'header value with a variable': header('x-other', `$KYC_CONTRACTS_${secret}`),
  'header value that says fake': header('x-other', `fake-${secret}`),
  bearer: header('authorization', `Bearer ${secret}`),
  'bearer that says fake': header('authorization', `Bearer fake-${secret}`),
  'bearer with a variable': header('authorization', `Bearer $KYC_CONTRACTS_${secret}`),
  'bearer in two parts': header('authorization', `Bearer x ${secret}`),
  basic: header('authorization', `Basic ${secret}`),
  digest: header('authorization', `Digest username="${secret}"`),
  'unknown kind of authorization': header('authorization', `${secret} x`),
  'authorization of one word': header('authorization', secret),
  'api key': header('x-key', secret),
  'api key that says fake': header('x-key', `fake-${secret}`),
  'api key with a variable': header('x-key', `$KYC_CONTRACTS_${secret}`),
  'cookie value': header('cookie', `sid=${secret}`),
  'cookie name': header('cookie', `${secret}=1`),
  signature: header('x-signature', secret),
  prefer: header('prefer', secret),
  'prefer an example': header('prefer', `code=200, example=${secret}`),
  accept: header('accept', `application/${secret}`),
  'accept language': header('accept-language', secret),
  referer: header('referer', `http://x/${secret}`),
  origin: header('origin', `http://${secret}`),
  'user agent': header('user-agent', secret),
  'forwarded for': header('x-forwarded-for', secret),
  'content type': body('{}', `application/${secret}`),
  'content type that is none': body('{}', secret),
  'parameter of a content type': body('{}', `application/json; owner=${secret}`),
  'charset of a content type': body('{}', `application/json; charset=${secret}`),
  'json value': body(JSON.stringify({ id: secret })),
  'json value in an object': body(JSON.stringify({ id: 1, person: { name: secret } })),
  'json name too many': body(JSON.stringify({ id: 1, [secret]: 1 })),
  'json name in an open object': body(JSON.stringify({ id: 1, person: { [secret]: { name: 1 }, name: 'x' } })),
  'json text': body(JSON.stringify(secret)),
  'json value with a variable': body(JSON.stringify({ id: `$KYC_CONTRACTS_${secret}` })),
  'json that does not parse': body(`{"id": ${secret}`),
  'form value': body(`id=${secret}`, form),
  'form name': body(`${secret}=1`, form),
  'plain text': body(secret, 'text/plain'),
  'undocumented type': body(secret, 'application/xml'),
  'part value': part('Content-Disposition: form-data; name="id"', secret),
  'part name': part(`Content-Disposition: form-data; name="${secret}"`),
  'part name without quotes': part(`Content-Disposition: form-data; name=${secret}`),
  'file name': part(`${disposition}; filename="${secret}"`),
  'file name, extended': part(`${disposition}; filename*=UTF-8''${secret}`),
  'file content': part(`${disposition}; filename="a"`, secret),
  'type of a part': part(`${disposition}\r\nContent-Type: text/${secret}`),
  'type of a file': part(`${disposition}; filename="a"\r\nContent-Type: image/${secret}`),
  'parameter of a part type': part(`${disposition}\r\nContent-Type: application/json; x=${secret}`, '{}'),
  'another header of a part': part(`${disposition}\r\nX-Owner: ${secret}`),
  boundary: body(
    `--${secret}\r\n${disposition}\r\n\r\nx\r\n--${secret}--\r\n`,
    `multipart/form-data; boundary=${secret}`,
  ),
  'before the first part': body(
    `${secret}\r\n--b\r\n${disposition}\r\n\r\nx\r\n--b--\r\n`,
    'multipart/form-data; boundary=b',
  ),
  'after the last part': body(
    `--b\r\n${disposition}\r\n\r\nx\r\n--b--\r\n${secret}`,
    'multipart/form-data; boundary=b',
  ),
  'another multipart': body(`--${secret}\r\n\r\nx\r\n--${secret}--`, `multipart/mixed; boundary=${secret}`),
};

const answers: Record<string, Answered> = {
  'header value': { headers: { 'x-other': secret } },
  'header value, documented': { headers: { 'x-left': secret } },
  'header name': { headers: { [`x-${secret}`]: '1' } },
  'set-cookie': { headers: { 'set-cookie': `sid=${secret}` } },
  location: { status: 302, headers: { location: `http://x/${secret}` } },
  'content type': { headers: { 'content-type': `application/${secret}` } },
  'parameter of a content type': { headers: { 'content-type': `application/json; owner=${secret}` } },
  charset: { headers: { 'content-type': `application/json; charset=${secret}` } },
  'content encoding': { headers: { 'content-encoding': secret } },
  'reason phrase': { status: 299, reason: secret },
  'json value': { body: JSON.stringify({ id: secret }) },
  'json value in an object': { body: JSON.stringify({ id: 1, person: { name: secret } }) },
  'json name too many': { body: JSON.stringify({ id: 1, [secret]: 1 }) },
  'json name in an open object': { body: JSON.stringify({ id: 1, person: { [secret]: 1, name: 'x' } }) },
  'json text': { body: JSON.stringify(secret) },
  'json that does not parse': { body: `{"id": ${secret}` },
  'plain text': { headers: { 'content-type': 'text/plain' }, body: secret },
};

let answered: Answered = {};
let proxy: Proxy;
let port: number;
let target: URL;

beforeAll(async () => {
  target = await serve((request, response) => {
    request.resume().on('end', () => {
      const { status = 200, reason, headers, body: text = '{"id":"x"}' } = answered;
      response.writeHead(status, reason, { 'content-type': 'application/json', ...headers }).end(text);
    });
  });
});
afterEach(() => {
  proxy?.server.close();
  proxy?.server.closeAllConnections();
});
afterAll(stopServers);

function send({ method = 'POST', path = '/things/1', headers = {}, body: text }: Sent): Promise<IncomingHttpHeaders> {
  const all = { ...(text !== undefined && { 'content-length': Buffer.byteLength(text) }), ...headers };
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers: all }, (response) =>
      response
        .resume()
        .on('end', () => resolve(response.headers))
        .on('error', reject),
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

async function leaksOf(sent: Sent, answer: Answered): Promise<string[]> {
  answered = answer;
  proxy = createProxy({ document, target, maxBodySize: 1024 * 1024, origins: [`http://${secret}`] });
  await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
  port = (proxy.server.address() as AddressInfo).port;
  await send(sent);
  const { cases, errors } = await proxy.report();
  expect(cases.some(({ times }) => times)).toBe(true);
  const coverage = proxy.coverage.responses();
  const report: CheckReport = {
    name: 'places',
    target: target.href,
    startedAt: new Date(),
    seconds: 0,
    cases,
    errors,
    unvalidated: [],
    coverage,
  };
  const forms = [secret, Buffer.from(secret).toString('base64').slice(0, -4)].map((one) => one.toLowerCase());
  return Object.entries(kinds)
    .filter(([, render]) => forms.some((one) => render(report).toLowerCase().includes(one)))
    .map(([kind]) => kind);
}

describe('nothing of a request is in a report:', () => {
  test.each(Object.entries(requests))('%s', async (_, sent) => {
    expect(await leaksOf(sent, {})).toEqual([]);
  });
});

describe('nothing of an answer is in a report:', () => {
  test.each(Object.entries(answers))('%s', async (_, answer) => {
    expect(await leaksOf({ headers: { authorization: 'Bearer x' } }, answer)).toEqual([]);
  });
});

test('the table has the 84 places', () => {
  expect(Object.keys(requests).length + Object.keys(answers).length).toBeGreaterThanOrEqual(84);
});

describe("nothing of a request is in the sandbox's log:", () => {
  const places = Object.entries(requests).filter(([, { method }]) => method === undefined);
  test.each(places)('%s', async (_, { headers, body: text }) => {
    const sandbox = createSandbox();
    for (const path of ['/0.2/check_handle', '/0.2/documents', '/my-info', '/upload-document']) {
      await sandbox.fetch(`http://localhost${path}`, { method: 'POST', headers: headers ?? {}, body: text ?? null });
    }
    const log = await (await sandbox.fetch('http://localhost/_sandbox/requests')).text();
    expect(JSON.parse(log).requests.length).toBeGreaterThan(0);
    expect(log.toLowerCase()).not.toContain(secret.toLowerCase());
    await sandbox.close();
  });
});
