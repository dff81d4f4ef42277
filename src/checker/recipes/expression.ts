/**
 * The expressions of recipes, after Arazzo's runtime expressions:
 * `$outputs.<name>`, `$inputs.<name>` and `$addresses.<scheme>` (of the key that signs for it; a text may also hold them in braces), `$response.body#<JSON Pointer>`, `$unique` (a word that no
 * other case has), and the object `{ $now: -300 }` (300 seconds ago by the implementation's clock, in Unix seconds), and `{ $today: -1 }` (yesterday's date in UTC).
 */
import { isObject, valueAt, type Json } from '../../openapi/document.js';

export interface ExpressionContext {
  /** Unix seconds. */
  now: number;
  unique: string;
  outputs: Readonly<Record<string, Json>>;
  inputs: Readonly<Record<string, Json>>;
  /** By security scheme, of those that sign: the address of the key. */
  addresses?: (scheme: string) => string | undefined;
  /** Of the response that an output is taken from. */
  body?: Json;
}

/** @throws {UnknownExpression} for what the context does not have. */
export function evaluate(value: Json, context: ExpressionContext): Json {
  if (typeof value === 'string') return evaluateText(value, context);
  if (Array.isArray(value)) return value.map((item) => evaluate(item, context));
  if (!isObject(value)) return value;
  if (typeof value.$now === 'number') return context.now + value.$now;
  if (typeof value.$today === 'number') {
    return new Date((context.now + value.$today * 86_400) * 1000).toISOString().slice(0, 10);
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, evaluate(member, context)]));
}

export class UnknownExpression extends Error {
  override name = 'UnknownExpression' as const;
}

const expression = String.raw`\$(?:unique|(?:outputs|inputs|addresses)\.[\w-]+|response\.body#(?:/[^{}\s]*)?)`;
const whole = new RegExp(`^${expression}$`);
const embedded = new RegExp(`\\{(${expression})\\}`, 'g');

function evaluateText(text: string, context: ExpressionContext): Json {
  if (whole.test(text)) return valueOf(text, context);
  return text.replaceAll(embedded, (_, inner: string) => String(valueOf(inner, context)));
}

function valueOf(text: string, { unique, outputs, inputs, addresses, body }: ExpressionContext): Json {
  if (text === '$unique') return unique;
  const [, room, name = ''] = /^\$(outputs|inputs|addresses)\.(.+)$/.exec(text) ?? [];
  const value = room
    ? room === 'addresses'
      ? addresses?.(name)
      : (room === 'outputs' ? outputs : inputs)[name]
    : valueAt(body ?? null, text.slice('$response.body#'.length));
  if (value === undefined) throw new UnknownExpression(`nothing is at ${text}`);
  return value;
}
