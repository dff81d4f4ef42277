/**
 * Dredd alone: its own transactions of the 3.0 document, and its own comparison (Gavel) with their examples. It sends
 * no requests: it receives the responses to ours, as if hooks had filled in its requests.
 */
import { createRequire } from 'node:module';
import { follow, isObject, type Json, type JsonObject } from '../../../src/openapi/document.js';
import type { Answer } from '../answer.js';
import type { Peer } from './peer.js';

interface Transaction {
  request: { method: string };
  response: { status: string; headers: { name: string; value: string }[]; body?: string; schema?: string };
  origin: { resourceName: string };
}

interface Gavel {
  validate(
    expected: object,
    real: object,
  ): { valid: boolean; fields: Record<string, { errors: { message: string }[] }> };
}

const require = createRequire(createRequire(import.meta.url).resolve('dredd'));

/** @param document the OpenAPI 3.0 bundle. */
export async function dreddAlone(document: JsonObject): Promise<Peer> {
  const gavel = require('gavel') as Gavel;
  const transactions = await compile(withParameterExamples(document));
  const expected = new Map(transactions.map((one) => [keyOf(one), expectationOf(one)]));
  return {
    name: 'Dredd alone',
    complaints: ({ cases }) =>
      cases.flatMap(({ planned, answer }) => {
        const { operation, status, example, mediaType = '' } = planned;
        const name = `${operation.method} ${operation.path} ${status}`;
        const found = expected.get(`${name} ${mediaType}`) ?? expected.get(`${name} `);
        if (!found) return [];
        const { fields } = gavel.validate(found, realOf(answer));
        const messages = Object.values(fields).flatMap(({ errors }) => errors.map(({ message }) => message));
        return messages.map((message) => `${operation.operationId} ${status} ${example}: ${message}`);
      }),
  };
}

/** Source: Dredd's `performRequest`. */
function realOf({ status, headers, body }: Answer): object {
  const encoding = body.toString().includes('\ufffd') ? 'base64' : 'utf8';
  const content = body.length > 0 && { body: body.toString(encoding), bodyEncoding: encoding };
  return { statusCode: status, headers: Object.fromEntries(headers), ...content };
}

const keyOf = ({ request, response, origin }: Transaction): string => {
  const type = response.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  return `${request.method} ${origin.resourceName} ${response.status} ${type}`;
};

/** Source: Dredd's TransactionRunner. */
function expectationOf({ response }: Transaction): object {
  return {
    headers: Object.fromEntries(response.headers.map(({ name, value }) => [name, value])),
    statusCode: response.status,
    ...(response.body && { body: response.body }),
    ...(response.schema && { bodySchema: response.schema }),
  };
}

/** Without a parameter example Dredd refuses the whole document: it ignores named examples of path parameters. */
function withParameterExamples(document: JsonObject): JsonObject {
  const visit = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(visit);
    if (!isObject(node)) return node;
    const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, visit(value)]));
    if (copy.in !== 'path' || 'example' in copy || !isObject(copy.examples)) return copy;
    const [first] = Object.values(copy.examples);
    return { ...copy, example: follow(document, first, '')?.value.value ?? 'x' };
  };
  return visit(document) as JsonObject;
}

type Callback<Result> = (error: Error | null, result: Result) => void;

async function compile(document: JsonObject): Promise<Transaction[]> {
  const tools = require('dredd-transactions') as {
    parse(content: string, done: Callback<{ mediaType: string; apiElements: object }>): void;
    compile(mediaType: string, apiElements: object, file: string): { transactions: Transaction[] };
  };
  const { mediaType, apiElements } = await new Promise<{ mediaType: string; apiElements: object }>(
    (resolve, reject) => {
      tools.parse(JSON.stringify(document), (error, parsed) => (error ? reject(error) : resolve(parsed)));
    },
  );
  return tools.compile(mediaType, apiElements, 'openapi-3.0.json').transactions;
}
