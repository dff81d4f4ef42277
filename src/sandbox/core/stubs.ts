/** Responses that the control API has set for the next calls of an operation. */
import type { CoreState, Stub } from './core-state.js';
import type { Reply } from './handler.js';

/** Takes the next stub. @param key `provider/operationId` */
export function takeStub({ forced: stubs }: CoreState, key: string): Reply | undefined {
  if (!(key in stubs)) return undefined;
  const [next, ...later] = stubs[key] ?? [];
  if (!next) return undefined;
  const { times, ...reply } = next;
  stubs[key] = times > 1 ? [{ ...next, times: times - 1 }, ...later] : later;
  return reply;
}

/** The server sets the framing of a connection; other values would break the connection. */
const framing = new Set(
  'connection content-length http2-settings keep-alive proxy-connection te trailer transfer-encoding upgrade'.split(
    ' ',
  ),
);

/** The rules of node:http's validateHeaderName and validateHeaderValue, which other platforms do not have. */
const headerName = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Checks a stub before it is stored, since an invalid one could not be sent later.
 * @returns a JSON Pointer into the stub and the expected value; undefined for a valid stub
 */
export function findStubError({ status, headers = {}, body }: Omit<Stub, 'times'>) {
  const error = (instancePath: string, message: string) => ({ instancePath, message });
  if (!Number.isInteger(status) || status < 200 || status > 599) return error('/status', 'must be from 200 to 599');
  if (body !== undefined && [204, 205, 304].includes(status)) {
    return error('/body', `must be left out: ${status} has none`);
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!headerName.test(name) || typeof value !== 'string' || !headerValue.test(value)) {
      return error('/headers', 'must be names and values that HTTP allows');
    }
    if (framing.has(name.toLowerCase()))
      return error('/headers', `must not have ${name}, which the server sets itself`);
  }
  return undefined;
}
