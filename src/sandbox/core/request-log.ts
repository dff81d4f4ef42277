/** Logs the requests of a sandbox without credentials and personal data. */
import type { Call, Part, Reply } from './handler.js';
import type { RequestViolation } from './provider.js';

/** How many requests are kept, in memory only. */
const kept = 500;

export interface LoggedRequest {
  /** 1 for the first request since the start of the sandbox. */
  readonly number: number;
  /** Unix milliseconds of the sandbox's clock. */
  readonly at: number;
  readonly provider: string;
  readonly operationId: string;
  readonly method: string;
  /** The template, since the path itself may contain an id. */
  readonly path: string;
  readonly status: number;
  /** Whether a stub answered the request. */
  readonly forced: boolean;
  readonly violations: readonly { in: string; pointer: string; message: string }[];
  /** Values only of headers that describe the message; `*` for undocumented names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Types and documented names, `*` for all other names; `undefined` without a body. */
  readonly body?: unknown;
}

const ordinary = new Set(
  [
    'accept accept-encoding accept-language authorization connection content-encoding content-length content-type',
    'cookie host origin prefer referer transfer-encoding user-agent',
  ].flatMap((line) => line.split(' ')),
);
const types = new Set(
  '*/* application/json application/octet-stream application/x-www-form-urlencoded image/jpeg image/png multipart/form-data text/plain application/pdf'.split(
    ' ',
  ),
);

export class RequestLog {
  #list: LoggedRequest[] = [];
  #count = 0;

  add(
    provider: string,
    template: string,
    call: Call,
    { status }: Reply,
    forced: boolean,
    violations: readonly RequestViolation[],
    names: ReadonlySet<string>,
  ): void {
    this.#count += 1;
    this.#list.push({
      number: this.#count,
      at: call.now,
      provider,
      operationId: call.operationId,
      method: call.method,
      path: template,
      status,
      forced,
      violations: violations.map(({ in: place, instancePath, message = '' }) => ({
        in: place,
        pointer: redactPointer(instancePath, names),
        message,
      })),
      headers: redactHeaders(call.headers, names),
      ...(call.body !== undefined && { body: outline(call.body, names) }),
    });
    if (this.#list.length > kept) this.#list.shift();
  }

  /** The requests, newest last. */
  get list(): readonly LoggedRequest[] {
    return this.#list;
  }

  clear(): void {
    this.#list = [];
  }
}

function redactHeaders(headers: Call['headers'], names: ReadonlySet<string>): Record<string, string> {
  const redacted: Record<string, string> = {};
  for (const name in headers) {
    redacted[ordinary.has(name) || names.has(name) ? name : '*'] = sayHeader(name, headers[name]!);
  }
  return redacted;
}

/** The parameters of a media type are left out, since they may contain anything. */
function sayHeader(name: string, value: string): string {
  if (name === 'content-length' && /^\d{1,12}$/.test(value)) return value;
  if (name === 'accept' || name === 'content-type') return sayType(value);
  return `(${value.length} characters)`;
}

function sayType(value: string): string {
  const essence = value.split(';')[0]!.trim().toLowerCase();
  return types.has(essence) ? essence : `(${value.length} characters)`;
}

const redactPointer = (pointer: string, names: ReadonlySet<string>): string =>
  pointer
    .split('/')
    .map((token) => (token === '' || names.has(token) || /^\d{1,6}$/.test(token) ? token : '*'))
    .join('/');

/** Bounds of an outline: number of values, depth, parts. Five hundred outlines are kept. */
const bounds = { values: 500, depth: 10, parts: 100 };

/** The structure of a body without its values. An ellipsis stands for what exceeds the bounds. */
function outline(value: unknown, names: ReadonlySet<string>): unknown {
  const say = (name: string) => (names.has(name) ? name : '*');
  let left = bounds.values;
  const visit = (node: unknown, depth: number): unknown => {
    left -= 1;
    if (node === null) return 'null';
    if (typeof node === 'string') return `string (${node.length})`;
    if (typeof node !== 'object') return typeof node;
    if (depth >= bounds.depth) return '…';
    if (Array.isArray(node)) {
      const items: unknown[] = [];
      for (const item of node) {
        if (left <= 0) return [...items, '…'];
        items.push(visit(item, depth + 1));
      }
      return items;
    }
    const members: Record<string, unknown> = {};
    // A list of all names is avoided, since there may be a million.
    for (const name in node) {
      if (left <= 0) return { ...members, '…': '…' };
      members[say(name)] = visit((node as Record<string, unknown>)[name], depth + 1);
    }
    return members;
  };
  if (!(value instanceof Map)) return visit(value, 0);
  const parts = [...(value as ReadonlyMap<string, Part>)].slice(0, bounds.parts);
  return Object.fromEntries(
    parts.map(([name, { type, bytes }]) => [say(name), `${sayType(type)} (${bytes.length} bytes)`]),
  );
}
