/** Requests share a connection as those of real clients do; what happens to a kept one is not blamed on the target. */
import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { openGateway, type Gateway } from '../../src/checker/http/gateway.js';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function gatewayTo(server: Server | HttpServer) {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const target = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const gateway = await openGateway({ target, timeout: 5, maxBodySize: 1024 });
  open.push(() => (server.close(), sockets.forEach((socket) => socket.destroy())), gateway.close);
  return { gateway, sockets };
}

const send = (gateway: Gateway, method = 'PUT') =>
  gateway.send({ method, target: '/', headers: {}, body: Buffer.from('{}') });
const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

/** Answers by `react` each request of a connection, told which it is of that connection. */
const raw = (react: (socket: Socket, number: number) => void) =>
  createTcpServer((socket) => {
    let number = 0;
    socket.on('data', (data) => {
      if (/^(PUT|POST|PATCH) /.test(data.toString())) react(socket, ++number);
    });
  });

test('one connection serves all requests that follow each other, and ends with the run', async () => {
  const { gateway, sockets } = await gatewayTo(createServer((_, response) => response.end('ok')));
  for (let n = 0; n < 20; n++) expect(await send(gateway)).toHaveProperty('response.status', 200);
  expect(sockets.size).toBe(1);
  await gateway.close();
  await expect.poll(() => [...sockets].every((socket) => socket.closed)).toBe(true);
});

test('a kept connection that is closed as it is used again is no fault: the request goes out on another one', async () => {
  const { gateway, sockets } = await gatewayTo(
    raw((socket, number) => void (number === 1 ? socket.write(answer) : socket.destroy())),
  );
  for (let n = 0; n < 6; n++) expect(await send(gateway)).toHaveProperty('response.status', 200);
  expect(sockets.size).toBeGreaterThan(1);
});

test.each(['POST', 'PATCH'])('%s is sent once, whatever becomes of kept connections', async (method) => {
  let received = 0;
  const { gateway } = await gatewayTo(
    raw((socket, number) => void (received++, number === 1 ? socket.write(answer) : socket.destroy())),
  );
  for (let n = 1; n <= 3; n++) {
    expect(await send(gateway)).toHaveProperty('response.status', 200);
    received = 0;
    expect(await send(gateway, method)).toHaveProperty('response.status', 200);
    expect(received).toBe(1);
  }
});

test('a POST shares the connection of a target that says that it keeps it, and is not repeated there either', async () => {
  let received = 0;
  const kept = answer.replace('\r\n', '\r\nconnection: keep-alive\r\n');
  const { gateway, sockets } = await gatewayTo(
    raw((socket, number) => void (received++, number < 3 ? socket.write(kept) : socket.destroy())),
  );
  expect(await send(gateway)).toHaveProperty('response.status', 200);
  expect(await send(gateway, 'POST')).toHaveProperty('response.status', 200);
  expect(sockets.size).toBe(1);
  expect(await send(gateway, 'POST')).toHaveProperty('failure.kind', 'broken');
  expect(received).toBe(3);
});

test('bytes that a target leaves behind its answer do not spoil the next one', async () => {
  const { gateway } = await gatewayTo(
    raw((socket) => {
      socket.write(answer);
      setTimeout(() => socket.write('left over'), 20);
    }),
  );
  for (let n = 0; n < 4; n++) {
    expect(await send(gateway)).toHaveProperty('response.status', 200);
    await pause(50);
  }
});

test('a target that closes every connection unanswered is at fault, after one more try at the most', async () => {
  let received = 0;
  const { gateway } = await gatewayTo(raw((socket) => void (received++, socket.destroy())));
  expect(await send(gateway)).toHaveProperty('failure.kind', 'broken');
  expect(received).toBe(1);
});

test('an answer that breaks off ends its connection, and counts as broken on a kept one, too', async () => {
  const { gateway } = await gatewayTo(
    raw((socket, number) => void (number === 1 ? socket.write(answer) : socket.end(answer.slice(0, -1)))),
  );
  expect(await send(gateway)).toHaveProperty('response.status', 200);
  expect(await send(gateway)).toHaveProperty('failure.kind', 'broken');
});

test.each(['transfer-encoding', 'TRANSFER-ENCODING'])(
  'a body that is sent in chunks has no length: %s',
  async (name) => {
    const came: object[] = [];
    const { gateway } = await gatewayTo(
      createServer((request, response) => {
        const { 'transfer-encoding': coding, 'content-length': length } = request.headers;
        came.push({ coding, length });
        request.resume().on('end', () => response.end('ok'));
      }),
    );
    await gateway.send({ method: 'POST', target: '/', headers: { [name]: 'chunked' }, body: Buffer.from('{}') });
    expect(came).toEqual([{ coding: 'chunked', length: undefined }]);
  },
);
