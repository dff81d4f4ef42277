/** Dispatchers of npm's undici: `undici.js <base URL of the sandbox>`. Prints the statuses that each brings, of a form too. */
import { createServer, request as send } from 'node:http';
import { createAlfredClient } from 'kyc-contracts/alfred';
import { Agent, ProxyAgent, fetch as undiciFetch, setGlobalDispatcher } from 'undici';
import { ada } from './use.js';

const baseUrl = `${process.argv[2]}/api/v1/third-party-service`;
const keys = { apiKey: 'any', apiSecret: 'any' };

async function statuses(fetch) {
  const options = { baseUrl, fetch, retry: false };
  const alfred = createAlfredClient({ ...options, credentials: keys });
  const session = await alfred.POST('/my-info', { body: { type: 'in', balance: 0, currency: 'USDC' } });
  const login = await alfred.POST('/login-sof-kyc', { body: ada });
  const user = createAlfredClient({ ...options, credentials: { ...keys, userToken: login.data.data.token } });
  const file = new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1)], { type: 'image/png' });
  const upload = await user.PUT('/kyc/upload-document', { body: { docType: 'selfie', file } });
  return [session, login, upload].map(({ status }) => status);
}

let proxied = 0;
const proxy = createServer((request, response) => {
  proxied++;
  const { method, headers, url } = request;
  const onward = send(url, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  request.pipe(onward);
});
await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
const agent = new Agent();
const forward = new ProxyAgent({ uri: `http://127.0.0.1:${proxy.address().port}`, proxyTunnel: false });

const found = {
  agent: await statuses((request) => fetch(request, { dispatcher: agent })),
  proxy: await statuses((request) => fetch(request, { dispatcher: forward })),
  proxied,
  url: await statuses((request) => undiciFetch(request.url, request)),
  refused: await statuses((request) => undiciFetch(request, { dispatcher: agent })).catch(({ name }) => name),
};
setGlobalDispatcher(forward);
found.global = await statuses(undefined);
found.all = proxied;
console.log(JSON.stringify(found));
process.exit(0);
