// Loaded before a suite: what it sends to Sila's sandbox goes to the one on this machine, and nothing goes elsewhere.
const http = require('node:http');
const https = require('node:https');

const port = Number(process.env.SANDBOX_PORT);
const request = http.request;

https.request = (...args) => {
  const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
  const [first, second] = args;
  const url = typeof first === 'string' ? new URL(first) : first;
  // A URL has its members on its prototype, where a spread does not find them.
  const target =
    url instanceof URL ? { hostname: url.hostname, path: `${url.pathname}${url.search}`, ...second } : { ...url };
  const host = target.hostname ?? target.host;
  if (host !== 'sandbox.silamoney.com') throw new Error(`a suite may not reach ${host}`);
  const { agent, agents, host: _, nativeProtocols, ...rest } = target;
  const headers = { ...rest.headers };
  for (const name of Object.keys(headers)) if (name.toLowerCase() === 'host') delete headers[name];
  return request({ ...rest, headers, protocol: 'http:', hostname: '127.0.0.1', port }, callback);
};
https.get = (...args) => {
  const sent = https.request(...args);
  sent.end();
  return sent;
};
http.request = () => {
  throw new Error('a suite may not send without TLS');
};
