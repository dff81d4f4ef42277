/** The requests that a sandbox has received, without what is nobody's business: credentials, and people's data. */
import type { Call, Reply } from './handler.js';
import type { RequestViolation } from './provider.js';

/** How many are kept, in memory only. */
const kept = 500;

export interface Received {
  /** 1 for the first since the sandbox was started. */
  readonly number: number;
  /** Unix milliseconds of the sandbox's clock. */
  readonly at: number;
  readonly provider: string;
  readonly operationId: string;
  readonly method: string;
  /** The template, since a path may hold an id. */
  readonly path: string;
  readonly status: number;
  /** Whether the answer had been forced. */
  readonly forced: boolean;
  readonly violations: readonly { in: string; pointer: string; message: string }[];
  /** Values only of those that hold no secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names and types; `undefined` without a body. */
  readonly body?: unknown;
}

const harmless = new Set(['accept', 'content-length', 'content-type', 'host', 'user-agent']);

export class ReceivedRequests {
  #list: Received[] = [];
  #count = 0;

  add(
    provider: string,
    template: string,
    call: Call,
    { status }: Reply,
    forced: boolean,
    violations: readonly RequestViolation[],
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
        pointer: instancePath,
        message,
      })),
      headers: redactHeaders(call.headers),
      ...(call.body !== undefined && { body: outline(call.body) }),
    });
    if (this.#list.length > kept) this.#list.shift();
  }

  /** The newest last. */
  get list(): readonly Received[] {
    return this.#list;
  }

  clear(): void {
    this.#list = [];
  }
}

function redactHeaders(headers: Call['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, harmless.has(name) ? value : `(${value.length} characters)`]),
  );
}

/** What a body consists of, without saying what it says. */
function outline(value: unknown): unknown {
  if (value instanceof Map) {
    const parts = [...(value as ReadonlyMap<string, { type: string; bytes: Uint8Array }>)];
    return Object.fromEntries(parts.map(([name, { type, bytes }]) => [name, `${type} (${bytes.length} bytes)`]));
  }
  if (Array.isArray(value)) return value.map(outline);
  if (value === null) return 'null';
  if (typeof value === 'string') return `string (${value.length})`;
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, outline(member)]));
}
