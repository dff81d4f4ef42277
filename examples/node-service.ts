/**
 * A service on node:http: `POST /people/<handle>` verifies somebody, `GET /people/<handle>/<verification>` tells how that
 * stands.
 *
 * Settings come from the environment. Without `SILA_URL` it talks to Sila's own sandbox.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { createSilaApp, type Person } from './sila-app.js';

const sila = createSilaApp({
  handle: setting('SILA_APP_HANDLE'),
  clientId: setting('SILA_CLIENT_ID'),
  clientSecret: setting('SILA_CLIENT_SECRET'),
  flow: setting('SILA_FLOW'),
  ...(process.env['SILA_URL'] && { baseUrl: process.env['SILA_URL'] }),
});

const server = createServer(async (request, response) => {
  try {
    const [status, body] = await answer(request);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  } catch (error) {
    // The messages of this package hold no credential and nothing of a person. Those of others may.
    console.error(error instanceof Error ? error.name : 'unknown error');
    response.writeHead(502).end();
  }
});

server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`);
});

async function answer(request: IncomingMessage): Promise<[number, object]> {
  const [, people, handle, verification] = (request.url ?? '').split('/');
  if (people !== 'people' || !handle) return [404, {}];
  if (request.method === 'POST' && !verification) {
    // Sila judges the details. Your own checks, and who may call this at all, belong here.
    const outcome = await sila.verify(handle, (await json(request)) as Person);
    return ['started' in outcome ? 202 : 409, outcome];
  }
  if (request.method === 'GET' && verification) {
    const status = await sila.status(handle, verification);
    return status ? [200, { status }] : [404, {}];
  }
  return [405, {}];
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`set ${name}`);
  return value;
}
