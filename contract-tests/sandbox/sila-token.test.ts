/** The bearer token of Sila's sandbox: its times on both sides of their edges, and its five documented failures. */
import { describe, expect, test } from 'vitest';
import { SilaApp } from './sila.js';

const checkHandle = (app: SilaApp, authorization: string | null = `Bearer ${app.token}`) =>
  app.send('checkHandle', { header: app.header('someone') }, { authorization });

describe('issuing', () => {
  test('a JWT of 205 characters, good for eight hours', async () => {
    const app = new SilaApp();
    const { status, body } = await app.issueToken();
    expect(status).toBe(200);
    expect(body.access_token.token).toHaveLength(205);
    const claims = JSON.parse(Buffer.from(body.access_token.token.split('.')[1], 'base64url').toString());
    expect(claims).toEqual({ iat: app.now, exp: app.now + 28_800, client_id: app.app.clientId });
    expect(body.access_token.expiration).toBe(app.now + 28_800);
    expect(body.access_token.expiration_dt).toBe('2026-01-31T20:00:00Z');
  });

  test('the same one while more than 30 minutes are left, a new one after that', async () => {
    const app = new SilaApp();
    const first = (await app.issueToken()).body.access_token;
    await app.sandbox.clock.advance({ hours: 7, minutes: 29, seconds: 59 });
    expect((await app.issueToken()).body.access_token).toEqual(first);
    await app.sandbox.clock.advance({ seconds: 1 });
    const second = (await app.issueToken()).body.access_token;
    expect(second.token).not.toBe(first.token);
    expect(second.expiration).toBe(app.now + 28_800);
    // The first has 30 minutes of its own left.
    expect((await checkHandle(app, `Bearer ${first.token}`)).status).toBe(200);
  });

  test('not against a wrong secret, id or app', async () => {
    const app = new SilaApp();
    const ask = (authorization: string | null, header: object = app.header()) =>
      app.send('authToken', { header }, { authorization });
    expect((await ask(null)).status).toBe(401);
    expect((await ask(`Basic ${btoa(`${app.app.clientId}:wrong`)}`)).status).toBe(401);
    expect((await ask(`Basic ${btoa('wrong:wrong')}`)).status).toBe(401);
    expect((await ask('Basic %%%')).status).toBe(401);
    expect((await ask(app.basic, { ...app.header(), app_handle: 'partner_app' })).status).toBe(401);
    const { app_handle, ...older } = app.header();
    expect((await ask(app.basic, { ...older, auth_handle: app_handle })).status).toBe(200);
  });
});

describe('refusing', () => {
  test('one that is eight hours old: 401', async () => {
    const app = new SilaApp();
    await app.issueToken();
    await app.sandbox.clock.advance({ hours: 7, minutes: 59, seconds: 59 });
    expect((await checkHandle(app)).status).toBe(200);
    await app.sandbox.clock.advance({ seconds: 1 });
    const { status, body } = await checkHandle(app);
    expect(status).toBe(401);
    expect(body).toEqual({ success: false, message: 'The auth token provided has expired.' });
  });

  test('one of another app than the header names: 401', async () => {
    const app = new SilaApp();
    const partner = new SilaApp({ sandbox: app.sandbox, app: 1 });
    await partner.issueToken();
    const { status, body } = await checkHandle(app, `Bearer ${partner.token}`);
    expect(status).toBe(401);
    expect(body).toEqual({ success: false, message: 'The auth token is invalid.' });
  });

  test.each(['Bearer', 'Bearer fake-token', 'Bearer a.b.c', 'Bearer a b', 'Token x', 'Bearer ....'])(
    'what is no token, "%s": 403',
    async (authorization) => {
      const { status, body } = await checkHandle(new SilaApp(), authorization);
      expect(status).toBe(403);
      expect(body.message).toBe(
        'The Authorization: Bearer string is not properly encoded; it must be a base64-encoded ASCII string.',
      );
    },
  );

  test('HTTP Basic anywhere but for the token: 403', async () => {
    const app = new SilaApp();
    const { status, body } = await checkHandle(app, app.basic);
    expect(status).toBe(403);
    expect(body).toEqual({ success: false, message: 'Permission to auth this resource has been denied.' });
  });

  test('one of the other environment: 403', async () => {
    const production = new SilaApp({ settings: { environment: 'production' } });
    await production.issueToken();
    const read = await checkHandle(production, `Bearer ${production.token}`);
    expect(read.status).toBe(200);
    const { status, body } = await checkHandle(new SilaApp(), `Bearer ${production.token}`);
    expect(status).toBe(403);
    expect(body).toEqual({ success: false, message: 'The auth token is invalid.' });
  });

  test('a request without any credential as one with a wrong signature', async () => {
    expect((await checkHandle(new SilaApp(), null)).status).toBe(401);
    const app = new SilaApp();
    expect((await app.send('getEntities', { header: app.header() }, { authorization: null })).status).toBe(403);
  });
});
