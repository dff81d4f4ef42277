/** Records the traffic of a check of the sound implementation. */
import type { Json, Operation } from '../../../src/openapi/document.js';
import type { Answer } from '../answer.js';

export interface Recorded {
  operation: Operation;
  /** The JSON of the request; for a form, that of its part `data`. */
  sent: Json | undefined;
  answer: Answer;
}

export type Leaf = [path: string[], value: string | number | boolean | null];

export function leavesOf(value: Json, path: string[] = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member as Json, [...path, name]));
}

/** For a form, the first part with JSON. */
export function sentJson(body: string): Json | undefined {
  const text = body.startsWith('--') ? /\r\n\r\n(\{[^]*?\})\r\n--/.exec(body)?.[1] : body;
  try {
    return text === undefined || text === '' ? undefined : (JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}

/** The body of a request that others read too; empty if it cannot be read. */
export const sentText = (request: Request): Promise<string> =>
  request
    .clone()
    .text()
    .catch(() => '');
