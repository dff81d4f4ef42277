/** Prism's proxy: the violations that it reports in the header `sl-violations` of each forwarded response. */
import { createRequire } from 'node:module';
import type { IHttpOperation } from '@stoplight/types';
import type { JsonObject } from '../../../src/openapi/document.js';
import { essenceOf } from '../../../src/openapi/media-type.js';
import type { Answer } from '../answer.js';
import type { Peer } from './peer.js';

type Validate = (validated: {
  resource: IHttpOperation;
  element: object;
}) => { _tag: 'Left'; left: { message: string; severity: number; path?: (string | number)[] }[] } | { _tag: 'Right' };

/** @param document the OpenAPI 3.1 bundle, which Prism reads unchanged. */
export async function prismProxy(document: JsonObject): Promise<Peer> {
  const { getHttpOperationsFromSpec } = await import('@stoplight/prism-http');
  const require = createRequire(import.meta.url);
  const { validateOutput } = require('@stoplight/prism-http/dist/validator') as { validateOutput: Validate };
  const resources = await getHttpOperationsFromSpec(structuredClone(document));
  const byName = new Map(resources.map((one) => [`${one.method.toUpperCase()} ${one.path}`, one]));
  return {
    name: "Prism's proxy",
    complaints: ({ traffic }) =>
      traffic.flatMap(({ operation, answer }) => {
        const resource = byName.get(`${operation.method} ${operation.path}`);
        const messages = resource ? responseValidator(validateOutput, resource, answer) : [];
        return messages.map((message) => `${operation.operationId}: ${message}`);
      }),
  };
}

function responseValidator(validateOutput: Validate, resource: IHttpOperation, answer: Answer): string[] {
  const body = readBody(answer);
  if (body === unreadable) return ['the proxy answers with an error of its own'];
  const element = { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body };
  let verdict: ReturnType<Validate>;
  try {
    verdict = validateOutput({ resource, element });
  } catch {
    // The proxy itself would crash here, which its user notices.
    return ['the proxy breaks'];
  }
  return verdict._tag === 'Right' ? [] : verdict.left.map(({ message, path = [] }) => `${path.join('.')} ${message}`);
}

const unreadable = Symbol('unreadable');

/** Source: Prism's forwarder. */
function readBody({ status, headers, body }: Answer): unknown {
  const essence = essenceOf(headers.get('content-type') ?? '') ?? '';
  const text = body.toString();
  if (status === 204 || !/^application\/(json|.*\+json)$/.test(essence)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return unreadable;
  }
}
