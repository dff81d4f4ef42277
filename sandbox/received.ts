/** The requests that a sandbox has received, without what is nobody's business: credentials, and people's data. */
import type { Call, Part, Reply } from './handler.js';
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
        pointer: cut(instancePath),
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
    Object.entries(headers).map(([name, value]) => [
      name,
      harmless.has(name) ? cut(value) : `(${value.length} characters)`,
    ]),
  );
}

/** Of an outline: so many values, so deep, names so long. Five hundred outlines are kept. */
const bounds = { values: 500, depth: 10, name: 100 };

const cut = (text: string): string => (text.length > bounds.name ? `${text.slice(0, bounds.name)}…` : text);

/** What a body consists of, without saying what it says. Where it has more than is kept, an ellipsis stands for the rest. */
function outline(value: unknown): unknown {
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
    const members: [string, unknown][] = [];
    // Without a list of all names: there may be a million.
    for (const name in node) {
      if (left <= 0) return Object.fromEntries([...members, ['…', '…']]);
      members.push([cut(name), visit((node as Record<string, unknown>)[name], depth + 1)]);
    }
    return Object.fromEntries(members);
  };
  return value instanceof Map ? outlineForm(value as ReadonlyMap<string, Part>) : visit(value, 0);
}

function outlineForm(form: ReadonlyMap<string, Part>): Record<string, string> {
  const parts = [...form.values()].slice(0, 100);
  return Object.fromEntries(parts.map(({ name, type, bytes }) => [cut(name), `${cut(type)} (${bytes.length} bytes)`]));
}
