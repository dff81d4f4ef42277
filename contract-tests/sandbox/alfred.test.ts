/** Alfred in the sandbox, by its generated client: what the documentation says of its behaviour, rule by rule. */
import { describe, expect, test } from 'vitest';
import { createAlfredClient } from '../../src/providers/alfred/index.js';
import { createSandbox, type AlfredSettings } from '../../src/sandbox/index.js';
import { user as ada } from '../support/requests.js';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3);

const open = (settings: AlfredSettings = {}) => {
  const sandbox = createSandbox({ now: '2026-01-31T12:00:00Z', settings: { alfred: settings } });
  const credentials = { apiKey: 'key', apiSecret: 'secret' };
  const client = createAlfredClient({ credentials, fetch: sandbox.fetch });
  const signIn = async (changes: object = {}) => {
    const { data, response } = await client.POST('/login-sof-kyc', { body: { ...ada, ...changes } });
    expect(response.status).toBe(202);
    return data!.data;
  };
  const upload = async (userToken: string, docType: 'idCardFront' | 'idCardBack' | 'selfie', bytes = png) => {
    const signed = createAlfredClient({ credentials: { ...credentials, userToken }, fetch: sandbox.fetch });
    const file = new File([bytes], 'document');
    return (await signed.PUT('/kyc/upload-document', { body: { docType, file } })).response.status;
  };
  return { sandbox, client, signIn, upload };
};

const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

describe('the token', () => {
  test('is HS256 with username, sub and iat, and says nothing of its end', async () => {
    const { signIn } = open();
    const [header, claims] = (await signIn()).token.split('.');
    expect(decode(header)).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(decode(claims)).toEqual({ username: '@adaexample', sub: 1001, iat: Date.UTC(2026, 0, 31, 12) / 1000 });
  });

  test('is issued for a name of any length that is taken', async () => {
    const { sandbox, signIn } = open();
    const firstname = 'a'.repeat(500_000);
    const [, claims] = (await signIn({ firstname })).token.split('.');
    expect(decode(claims)['username']).toBe(`@${firstname}example`);
    const { status } = await sandbox.fetch('http://x/_sandbox/tokens', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"provider":"alfred"}',
    });
    expect(status).toBe(200);
  });

  test.each([
    [0, 202],
    [119, 202],
    [119.999, 202],
    [120, 401],
    [121, 401],
  ])('%s seconds after its issue: %s', async (seconds, status) => {
    const { sandbox, signIn, upload } = open();
    const { token } = await signIn();
    await sandbox.clock.advance({ seconds });
    expect(await upload(token, 'selfie')).toBe(status);
  });

  test('of before the clock was set back is refused, another sign-in helps', async () => {
    const { sandbox, signIn, upload } = open();
    const { token } = await signIn();
    await sandbox.clock.set('2026-01-31T11:00:00Z');
    expect(await upload(token, 'selfie')).toBe(401);
    expect(await upload((await signIn()).token, 'selfie')).toBe(202);
  });

  test('is refused with Bearer, altered, of another secret, without a signature, as garbage, as nothing', async () => {
    const { sandbox, signIn, upload } = open();
    const { token } = await signIn();
    const [header, , signature] = token.split('.');
    const claims = Buffer.from('{"username":"@x","sub":1002,"iat":1769860800}').toString('base64url');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const foreign = await open({ tokenSecret: 'another' }).signIn();
    for (const wrong of [
      `Bearer ${token}`,
      `${header}.${claims}.${signature}`,
      `${none}.${claims}.`,
      `${token}.x`,
      foreign.token,
      'garbage',
      '..',
    ]) {
      expect(await upload(wrong, 'selfie'), wrong).toBe(401);
    }
    const body = new FormData();
    const headers = { 'API-Key': 'key', 'API-Secret': 'secret' };
    const { status } = await sandbox.fetch('http://x/kyc/upload-document', { method: 'PUT', body, headers });
    expect(status).toBe(401);
  });
});

describe('KYC Full', () => {
  test('makes kyc true at the next sign-in once all three documents are there, in any order, and for nobody else', async () => {
    const { signIn, upload } = open();
    const { token, kyc } = await signIn();
    expect(kyc).toBe(false);
    for (const docType of ['selfie', 'idCardFront', 'idCardFront'] as const) {
      expect(await upload(token, docType, docType === 'selfie' ? jpeg : png)).toBe(202);
      expect((await signIn()).kyc).toBe(false);
    }
    expect(await upload(token, 'idCardBack')).toBe(202);
    expect((await signIn({ email: 'ADA@example.com', city: 'Rosario' })).kyc).toBe(true);
    expect((await signIn({ email: 'bob@example.com' })).kyc).toBe(false);
  });

  test.each([
    ['a GIF', new TextEncoder().encode('GIF89a')],
    ['nothing', new Uint8Array()],
    ['the first bytes of a PNG', png.subarray(0, 7)],
    ['Base64 of a PNG', new TextEncoder().encode(Buffer.from(png).toString('base64'))],
  ])('refuses %s with 422', async (_, bytes) => {
    const { signIn, upload } = open();
    expect(await upload((await signIn()).token, 'selfie', bytes as typeof png)).toBe(422);
  });

  test('refuses a document as a text part, an unknown docType, and a form without either', async () => {
    const { sandbox, signIn } = open();
    const { token } = await signIn();
    const file = new File([png], 'x.png');
    for (const parts of [
      { docType: 'selfie', file: 'text' },
      { docType: 'passport', file },
      { docType: 'selfie' },
      { file },
    ]) {
      const body = new FormData();
      for (const [name, value] of Object.entries(parts)) body.append(name, value);
      const headers = { 'API-Key': 'key', 'API-Secret': 'secret', Authorization: token };
      const { status } = await sandbox.fetch('http://x/kyc/upload-document', { method: 'PUT', body, headers });
      expect(status).toBe(422);
    }
  });
});

describe('422', () => {
  const post = async (path: string, body: unknown) => {
    const { sandbox } = open();
    const headers = { 'API-Key': 'key', 'API-Secret': 'secret', 'Content-Type': 'application/json' };
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await sandbox.fetch(`http://x${path}`, { method: 'POST', headers, body: sent });
    const { reasons, ...rest } = (await response.json()) as {
      reasons: { path: string; validation: string; message: string }[];
    };
    return { status: response.status, reasons, rest };
  };

  test('is word for word the documented one', async () => {
    const { firstname: _, ...body } = ada;
    const { status, reasons, rest } = await post('/login-sof-kyc', body);
    expect(status).toBe(422);
    expect(rest).toEqual({
      statusCode: 422,
      message: 'A logic validation has not been fulfilled',
      code: 'VALIDATION_ERROR',
    });
    expect(reasons).toEqual([
      { message: 'firstname must be a string', path: 'firstname', validation: 'isString' },
      { message: 'firstname should not be empty', path: 'firstname', validation: 'isNotEmpty' },
    ]);
    const balance = await post('/my-info', { type: 'in', currency: 'USDC' });
    expect(balance.reasons).toEqual([
      { message: 'balance should not be empty', path: 'balance', validation: 'isNotEmpty' },
      {
        message: 'balance must be a number conforming to the specified constraints',
        path: 'balance',
        validation: 'isNumber',
      },
    ]);
  });

  test('lists every broken rule', async () => {
    const rules = async (path: string, body: unknown) =>
      (await post(path, body)).reasons.map((reason) => `${reason.path} ${reason.validation}`);
    expect(await rules('/login-sof-kyc', { ...ada, firstname: '', lastname: 7, email: 'x', zipcode: '1020' })).toEqual([
      'firstname isNotEmpty',
      'lastname isString',
      'email isEmail',
      'zipcode isNumber',
    ]);
    expect(
      await rules('/login-sof-kyc', { ...ada, country: 'Ar', initial_transaction: 'x', birthday: '12/04/1987' }),
    ).toEqual(['country isISO31661Alpha3', 'initial_transaction isUuid', 'birthday isDateString']);
    expect(await rules('/login-sof-kyc', {})).toHaveLength(20);
    expect(await rules('/login-sof-kyc', [])).toHaveLength(20);
    expect(await rules('/my-info', {})).toHaveLength(6);
    expect(await rules('/my-info', { type: 'KYC', balance: 0, currency: 'USDC', user: 1 })).toEqual([
      'type isIn',
      'user isString',
    ]);
    expect(await rules('/my-info', '{')).toEqual(['body isObject']);
    const beyond = '{"type":"in","currency":"USDC","balance":1e400}';
    expect(await rules('/my-info', beyond)).toEqual(['balance isNumber']);
    expect(await rules('/login-sof-kyc', JSON.stringify(ada).replace(/"zipcode":\d+/, '"zipcode":-1e400'))).toEqual([
      'zipcode isNumber',
      'zipcode isInt',
      'zipcode min',
    ]);
  });
});

describe('partners', () => {
  test('any pair that is not empty is let in, unless there is a list', async () => {
    const { sandbox } = open();
    const listed = open({ partners: [{ key: 'key', secret: 'right' }] }).sandbox;
    const post = async (to: typeof sandbox, headers: Record<string, string>) => {
      const body = JSON.stringify({ type: 'in', balance: 0, currency: 'USDC' });
      const sent = { 'Content-Type': 'application/json', ...headers };
      return (await to.fetch('http://x/my-info', { method: 'POST', headers: sent, body })).status;
    };
    expect(await post(sandbox, { 'API-Key': 'a', 'API-Secret': 'b' })).toBe(202);
    expect(await post(sandbox, { 'API-Key': 'a' })).toBe(401);
    expect(await post(sandbox, { 'API-Secret': 'b' })).toBe(401);
    expect(await post(listed, { 'API-Key': 'key', 'API-Secret': 'right' })).toBe(202);
    expect(await post(listed, { 'API-Key': 'key', 'API-Secret': 'wrong' })).toBe(401);
  });

  test('a session of my-info opens the sign-in; whether another UUID does can be set', async () => {
    const { client, signIn } = open({ knownSessionsOnly: true });
    const { data } = await client.POST('/my-info', { body: { type: 'in', balance: 0, currency: 'USDC' } });
    await signIn({ initial_transaction: data!.data!.uid });
    expect((await client.POST('/login-sof-kyc', { body: ada })).response.status).toBe(404);
  });

  test('is there at the real path, too', async () => {
    const { sandbox } = open();
    const path = '/api/v1/third-party-service/my-info';
    expect((await sandbox.fetch(`http://x${path}`, { method: 'POST' })).status).toBe(401);
    expect((await sandbox.fetch(`http://x/api/v1/my-info`, { method: 'POST' })).status).toBe(404);
  });
});
