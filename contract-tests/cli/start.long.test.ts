/** `npm start`, as a newcomer meets it: what it prints is pasted into a shell, and Ctrl-C ends it all. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { curlCommand } from '../../src/http/curl/command.js';
import { listMocked } from '../../src/openapi/providers.js';
import { RunningCommand } from '../support/command.js';
import { defaultProviders } from '../../src/sandbox/providers.js';
import { encodeBody } from '../../src/openapi/request-body.js';

const shell = async (command: string) => (await promisify(execFile)('sh', ['-c', command])).stdout;

const services = [...listMocked(), 'docs', 'sandbox'];
const played = defaultProviders.map(({ behaviour }) => behaviour.name);
const anyPorts = services.flatMap((service) => ['--port', `${service}=0`]);

describe('kyc-contracts start', () => {
  let command: RunningCommand;
  let urls: string[];

  beforeAll(async () => {
    command = new RunningCommand('start', '--log', ...anyPorts);
    await command.waitFor(/\nCtrl-C stops it all\.\n$/);
    urls = [...command.stdout.matchAll(/^ {2}\S+ {2,}(http:\S+)$/gm)].map(([, url]) => url!);
  });
  afterAll(() => command.stop('SIGKILL'));

  /** What is between blank lines, by its first word. */
  const paragraphs = (first: string) =>
    command.stdout.split('\n\n').filter((paragraph) => paragraph.trim().startsWith(first));

  test('says where everything is, and which URL is for what', async () => {
    const rows = (first: string) =>
      paragraphs(first)[0]!
        .split('\n')
        .slice(1)
        .map((row) => row.replace(/\s+http.*/, '').trim());
    expect(rows('The sandbox remembers')).toEqual([...played, 'control']);
    expect(rows('The mocks answer each request by itself')).toEqual(listMocked());
    expect(rows('The docs')).toEqual(['docs']);
    expect(await (await fetch(urls.at(-1)!)).text()).toMatch(/<h1[ >]/);
  });

  test('prints a request for each mock that a shell takes and the mock answers with a success', async () => {
    const mocks = urls.slice(played.length + 1, -1);
    const commands = paragraphs('curl ').filter((text) => mocks.some((url) => text.includes(url)));
    expect(commands).toHaveLength(listMocked().length);
    const answers = await Promise.all(commands.map((line) => shell(`${line.trim()} --silent`)));
    expect(answers.filter((answer) => !/^HTTP\/1\.1 20[012] /.test(answer))).toEqual([]);
    expect(commands.join()).toContain('fake');
  });

  test('prints requests for the sandbox that work one after the other, with the credentials that it names', async () => {
    expect(command.stdout).toMatch(/the app example_app, with client id \S+\nand client secret \S+\./);
    const [alfred] = paragraphs('curl ');
    expect(await shell(`${alfred} --silent`)).toMatch(/^HTTP\/1\.1 202 /);
    const [token] = paragraphs('TOKEN=');
    const register = paragraphs('curl ').find((text) => text.includes('$TOKEN'));
    // In one shell, as they would be pasted.
    const answer = await shell(`${token}\n${register} --silent`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('new_example was successfully registered.');
  });

  test.each([
    ['sandbox', () => new URL(urls[0]!).origin, /behaves as the providers do/],
    ['mock of sila', () => urls[played.length + 1 + listMocked().indexOf('sila')]!, /answers each request by itself/],
  ])('GET / of the %s says what it is, and links on to the docs', async (title, url, about) => {
    const html = await (await fetch(`${url()}/`, { headers: { accept: 'text/html' } })).text();
    expect(html).toContain(`<h1>kyc-contracts ${title}</h1>`);
    expect(html).toMatch(about);
    const links = [...html.matchAll(/<a href="([^"]+)"/g)].map(([, link]) => link!);
    expect(links).toContain(urls.at(-1));
    expect(await (await fetch(`${url()}/`)).text()).toMatch(new RegExp(`^kyc-contracts ${title}\n`));
  });

  test('--log writes each request, without its query', async () => {
    await fetch(`${new URL(urls[0]!).origin}/0.2/nothing?token=fake-token`);
    await expect.poll(() => command.stderr).toMatch(/^sandbox GET \/0\.2\/nothing 404 \d+ ms$/m);
    expect(command.stderr).not.toContain('fake-token');
  });

  test('keeps its progress out of what it prints, and colours nothing in a pipe', () => {
    expect(command.stderr).toMatch(
      /^(Generating what is stale \.\.\.\n)?Starting sandbox and mocks, and building the docs \.\.\.\n/,
    );
    expect(command.stdout).not.toContain('...');
    expect(command.stdout + command.stderr).not.toContain('\u001B');
  });

  test('ends with 0 at Ctrl-C, and frees every port', async () => {
    expect(urls).toHaveLength(played.length + listMocked().length + 2);
    expect(await command.stop('SIGINT')).toBe(0);
    for (const url of urls) await expect(fetch(url)).rejects.toThrow();
  });
});

describe('kyc-contracts start on a busy port', () => {
  test.each([listMocked()[0]!, 'docs', 'sandbox'])(
    'says which service wanted it and serves nothing: %s',
    async (service) => {
      const squatter = createServer().listen(0, '127.0.0.1');
      await once(squatter, 'listening');
      const { port } = squatter.address() as AddressInfo;
      const command = new RunningCommand('start', ...anyPorts, '--port', `${service}=${port}`);
      expect(await command.exitCode).toBe(2);
      squatter.close();
      expect(command.stdout).toBe('');
      // It says so before it has done anything.
      expect(command.stderr).toMatch(/^kyc-contracts: port/);
      expect(command.stderr).toContain(`kyc-contracts: port ${port}, wanted for ${service}, is in use`);
    },
  );
});

describe('a curl command', () => {
  test('arrives as it was meant, whatever is in it', async () => {
    const received: { method?: string; url?: string; headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
    const server = createHttpServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        received.push({ method: request.method!, url: request.url!, headers: request.headers, body });
        response.end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const body = JSON.stringify({ name: `O'Brien "$(touch pwned)" \`id\` @file \\ é\n` });
    const headers = { 'x-key': "it's $HOME", 'content-type': 'application/json' };

    await shell(
      await curlCommand({ method: 'PUT', target: '/a?b=1&c=2', headers, body: Buffer.from(body) }, base, ['-s']),
    );
    await shell(await curlCommand({ method: 'GET', target: '/plain', headers: {}, body: undefined }, base, ['-s']));
    server.close();

    expect(received).toEqual([
      { method: 'PUT', url: '/a?b=1&c=2', headers: expect.objectContaining(headers), body },
      { method: 'GET', url: '/plain', headers: expect.any(Object), body: '' },
    ]);
  });

  test('gives a part of a form its type, whatever is in it', async () => {
    const data = { name: `a; type=x, "b" \\ @c 'd' é` };
    const { contentType, bytes } = encodeBody('multipart/form-data', { data, text: '{"not":"JSON"}' })!;
    const request = { method: 'POST', target: '/', headers: { 'content-type': contentType }, body: bytes };
    let received = '';
    const server = createHttpServer(async (incoming, response) => {
      for await (const chunk of incoming.setEncoding('utf8')) received += chunk;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await shell(await curlCommand(request, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ['-s']));
    server.close();

    const parts = [...received.matchAll(/name="(.*)"\r\n(?:Content-Type: (.*)\r\n)?\r\n(.*)\r\n/g)];
    expect(parts.map(([, name, type, text = '']) => [name, type, JSON.parse(text)])).toEqual([
      ['data', 'application/json', data],
      ['text', undefined, { not: 'JSON' }],
    ]);
  });

  test('names a file instead of printing its bytes', async () => {
    const form = new FormData();
    form.set('kind', 'front');
    form.set('file', new File([new Uint8Array([0xff, 0xd8])], 'front.jpeg', { type: 'image/jpeg' }));
    const encoded = new Response(form);
    const headers = { 'content-type': encoded.headers.get('content-type')! };
    const body = Buffer.from(await encoded.arrayBuffer());
    const request = { method: 'POST', target: '/upload', headers, body };
    expect(await curlCommand(request, 'http://127.0.0.1')).toBe(
      `curl 'http://127.0.0.1/upload' \\\n  --form-string 'kind=front' \\\n  -F 'file=@front.jpeg;type=image/jpeg'`,
    );
  });
});
