/**
 * Which members a target shows. A schema lets an implementation leave out what it does not require: one that never shows
 * such a member is not expected to, and one that shows it elsewhere is.
 */
import { isObject, type Json } from '../openapi/document.js';
import type { Change } from './relations/declared.js';
import { openedJson } from './relations/tokens.js';

/** Bytes of a body that is still read for its names. */
const largestBody = 1_000_000;

export class Shown {
  readonly #sources = new Map<string, ShownNames>();

  /** Of the successes of an operation, or of all failures, which are mostly written in one place. */
  by(operationId: string, status: number): ShownNames {
    return this.#source(status >= 400 ? 'failures' : `successes of ${operationId}`);
  }

  /** Of what is sent to webhooks. */
  get events(): ShownNames {
    return this.#source('events');
  }

  #source(name: string): ShownNames {
    const source = this.#sources.get(name) ?? new ShownNames();
    this.#sources.set(name, source);
    return source;
  }
}

class ShownNames {
  readonly #names = new Set<string>();

  /** Takes note of the members of a body, and of the claims of its tokens. */
  record(body: Buffer): void {
    const json = body.length > 0 && body.length <= largestBody ? openedJson(body) : undefined;
    if (json !== undefined) this.#record(json);
  }

  /**
   * What can be expected of a target that leaves out what it has never shown. What a request asks for together (`$asked`)
   * is all expected of a target that shows some of it.
   */
  expected<Value extends Json>(value: Value): Value {
    return this.#prune(
      value,
      namesAsked(value).some((name) => this.#names.has(name)),
    ) as Value;
  }

  /** Whether it has shown every member that a value names. */
  knows(value: Json): boolean {
    return JSON.stringify(this.#prune(value)) === JSON.stringify(value);
  }

  /** What a request can be expected to change in a view of such a target. */
  changes(list: readonly Change[]): Change[] {
    return list.flatMap((change): Change[] => {
      const { at, where, add, set, ...rest } = change;
      const names = at.split('/').slice(1);
      if (!names.every((name) => this.#isShown(name))) return [];
      const last = names.at(-1);
      // An item that cannot be told from the others: the list may be any.
      if (last !== undefined && !(this.knows(where ?? {}) && this.knows(add ?? {})))
        return [{ at: at.slice(0, -last.length - 1), set: { [last]: '$any' } }];
      return [{ at, ...(where && { where }), ...(add && { add }), ...(set && { set: this.expected(set) }), ...rest }];
    });
  }

  #isShown(name: string): boolean {
    return name.startsWith('$') || /^\d+$/.test(name) || this.#names.has(name);
  }

  #record(value: Json): void {
    if (Array.isArray(value)) return value.forEach((item) => this.#record(item));
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      this.#names.add(name);
      this.#record(member);
    }
  }

  #prune(value: Json, isAsked = false): Json {
    if (Array.isArray(value)) return value.map((item) => this.#prune(item, isAsked));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, member]) =>
        this.#isShown(name) || (isAsked && hasAsked(member)) ? [[name, this.#prune(member, isAsked)] as const] : [],
      ),
    );
  }
}

const hasAsked = (value: Json): boolean => isObject(value) && '$asked' in value;

/** The members of an expectation that the request asks for. */
function namesAsked(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(namesAsked);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => (hasAsked(member) ? [name] : namesAsked(member)));
}
