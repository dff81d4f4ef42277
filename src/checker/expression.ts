/**
 * Evaluates the expressions of recipes and of `run.yaml`, after Arazzo's runtime expressions. The table in
 * spec/README.md lists them. `$credentials.<scheme>`, for HTTP Basic with `.username` or `.password`, is only for
 * inputs of workflows.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { isObject, valueAt, type Json, type JsonObject } from '../openapi/document.js';
import { nearest } from './nearest.js';
import { another } from './records/another.js';
import { decodePercent } from '../openapi/pointer.js';
import { secondsOf } from './relations/instants.js';
import { ownMember } from '../openapi/own.js';
import { NotExercised } from './step-failed.js';

export interface ExpressionContext {
  /** Unix seconds. */
  now: number;
  unique: string;
  digits: string;
  otherDigits: string;
  /** URL that receives events; undefined where no receiver is open. */
  receiver?: string | undefined;
  outputs: Readonly<Record<string, Json>>;
  inputs: Readonly<Record<string, Json>>;
  /** By security scheme, of those that sign: the address of the key. */
  addresses?: (scheme: string) => string | undefined;
  /** By operationId and name: the path parameters of the last request of each operation. */
  paths?: JsonObject;
  /** The body of the response that an output is taken from. */
  body?: Json;
  /** The headers of that response, by name in lower case. */
  headers?: Readonly<Record<string, string[] | undefined>> | undefined;
  /** The body of the request that the response answers. */
  requestBody?: Json;
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
  if (typeof value.$another === 'string') return another(String(evaluate(value.$another, context)));
  if (typeof value.$day === 'string') return String(evaluate(value.$day, context)).slice(0, 10);
  if (value.$seconds !== undefined) return secondsOf(evaluate(value.$seconds, context)) ?? null;
  // Two clocks differ by seconds, and `Date` leaves out the fraction of a second.
  if (typeof value.$recent === 'number') return { $from: context.now - value.$recent, $to: context.now + 60 };
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, evaluate(member, context)]));
}

/** An expression names what is not there, such as an optional member of a response. */
export class UnknownExpression extends NotExercised {}

const expression = String.raw`\$(?:unique|digits|otherDigits|receiver|(?:outputs|inputs|addresses)\.[\w-]+|(?:paths|request\.body|response\.(?:body|segment))#(?:/[^{}\s]*)?|response\.location|response\.etag)`;
const whole = new RegExp(`^${expression}$`);
const embedded = new RegExp(`\\{(${expression})\\}`, 'g');
const credential = /^\$credentials\.([\w-]+?)(?:\.(username|password))?$/;

/** Matches text that begins as an expression of Arazzo or of recipes. */
const likeOne =
  /^\{?\$(url|method|statusCode|request|response|inputs?|outputs?|steps|addresses|workflows|sourceDescriptions|components|unique|digits|otherDigits|receiver|credentials)\b(?=[.#}]|$)/;

/** Why a text is no known expression although it looks like one, as the end of a sentence; otherwise undefined. */
export function unknownExpression(text: string): string | undefined {
  if (!likeOne.test(text) || whole.test(text) || credential.test(text) || text.search(embedded) >= 0) return undefined;
  const known =
    '$outputs.<name>, $inputs.<name>, $addresses.<scheme>, $request.body#<JSON Pointer>, $response.body#<JSON Pointer>, $response.segment#<JSON Pointer>, $response.location, $response.etag, $unique, $digits, $otherDigits, $receiver, $credentials.<scheme>';
  return `is no expression that is known here: ${known} are`;
}

/** The members that make an object an expression (spec/README.md). */
export const operators = [
  ...['$now', '$today', '$day', '$another', '$seconds', '$recent', '$from', '$to'],
  ...['$not', '$either', '$only', '$each', '$asked', '$optional', '$absent', '$anyCase', '$masked'],
] as const;

/** Why a member's name is no known operator although it looks like one. A foreign document may have such names. */
export function misspeltOperator(name: string): string | undefined {
  if (!name.startsWith('$') || (operators as readonly string[]).includes(name)) return undefined;
  const [meant] = nearest(name, operators);
  return meant === undefined ? undefined : `is no expression: did you mean ${meant}?`;
}

/** The credential that an input of a workflow is to be. */
export function credentialIn(value: Json): { scheme: string; part: string | undefined } | undefined {
  const [, scheme, part] = (typeof value === 'string' && credential.exec(value)) || [];
  return scheme === undefined ? undefined : { scheme, part };
}

function evaluateText(text: string, context: ExpressionContext): Json {
  if (whole.test(text)) return valueOf(text, context);
  return text.replaceAll(embedded, (_, inner: string) => String(valueOf(inner, context)));
}

function valueOf(
  text: string,
  {
    unique,
    digits,
    otherDigits,
    receiver,
    outputs,
    inputs,
    addresses,
    paths,
    body,
    headers,
    requestBody,
  }: ExpressionContext,
): Json {
  if (text === '$unique') return unique;
  if (text === '$digits') return digits;
  if (text === '$otherDigits') return otherDigits;
  if (text === '$receiver') {
    if (receiver === undefined) throw new UnknownExpression(`nothing is at ${text}`);
    return receiver;
  }
  if (text === '$response.location' || text === '$response.etag') {
    const found = text === '$response.etag' ? headers?.etag?.[0] : lastSegment(headers?.location?.[0]);
    if (found === undefined) throw new UnknownExpression(`nothing is at ${text}`);
    return found;
  }
  const [, source, name = ''] = /^\$(outputs|inputs|addresses)\.(.+)$/.exec(text) ?? [];
  if (source === 'addresses') {
    const address = addresses?.(name);
    if (address === undefined) throw new UnknownExpression(`nothing is at ${text}`);
    return address;
  }
  const value = source
    ? ownMember(source === 'outputs' ? outputs : inputs, name)
    : itemAt(
        (text.startsWith('$request') ? requestBody : text.startsWith('$paths') ? paths : body) ?? null,
        text.slice(text.indexOf('#') + 1),
      );
  const wanted = text.startsWith('$response.segment') ? lastSegment(value) : value;
  if (wanted === undefined)
    throw new UnknownExpression(
      source === 'outputs' ? `no answer before it has given "${name}"` : `nothing is at ${text}`,
    );
  return wanted;
}

/** Of a name such as `jobs/nightly`, or of the path of a URL, decoded. */
function lastSegment(location: Json | undefined): string | undefined {
  if (typeof location !== 'string') return undefined;
  const path = location.replace(/[?#].*$/, '').replace(/\/$/, '');
  const segment = path.split('/').at(-1);
  return segment === undefined || segment === '' ? undefined : decodePercent(segment);
}

const selecting = /^(?<before>.*?)\/\[(?<name>[\w-]+)=(?<value>[^\]]*)\](?<after>.*)$/;

/** At a JSON Pointer in which `[name=value]` stands for the first item that has this member. */
function itemAt(value: Json, pointer: string): Json | undefined {
  const { before, name, value: wanted, after } = selecting.exec(pointer)?.groups ?? {};
  if (before === undefined || name === undefined || after === undefined) return valueAt(value, pointer);
  const list = valueAt(value, before);
  const item = Array.isArray(list) ? list.find((one) => isObject(one) && String(one[name]) === wanted) : undefined;
  return item === undefined ? undefined : itemAt(item, after);
}

let lastDigits = randomInt(1_000_000);

/** The next number of six digits. The first one is random, and no two of one run are equal. */
function nextDigits(): string {
  lastDigits = (lastDigits + 1) % 1_000_000;
  return String(lastDigits).padStart(6, '0');
}

/** Unique words of one case: all of its requests have the same ones. */
export function ownWords(): Pick<ExpressionContext, 'unique' | 'digits' | 'otherDigits'> {
  return {
    unique: randomUUID().replaceAll('-', '').slice(0, 12),
    digits: nextDigits(),
    otherDigits: nextDigits(),
  };
}
