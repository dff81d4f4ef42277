/**
 * Checks that a response repeats values of its request: those that stand at the same two places in each pair of
 * examples of the document. A value that the examples mask (`*3456`) must come back masked.
 */
import { valueAt, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { pairsOf, type ExamplePair } from './examples.js';
import { instantIn, kindOf } from './instants.js';
import { everyItem, leavesOf, nameOf, objectsOf, type Scalar } from './leaves.js';
import { requestMembers } from './members.js';

export interface Echo {
  /** The place in the request: a JSON Pointer into the body, or `path:name`. */
  from: string;
  /** The place in the response: a JSON Pointer, with `*` for each item of a list. */
  to: string;
  /** The number of characters at the end that a mask leaves readable, after its sign. */
  mask?: { sign: string; shown: number };
}

/** By status of the response. */
export function echoesOf(document: JsonObject, operation: Operation): Map<string, Echo[]> {
  const members = requestMembers(document, operation);
  return new Map([...pairsOf(document, operation)].map(([status, pairs]) => [status, derive(pairs, members)]));
}

/** An object of the response with every member that was sent in an object of the request. */
export interface WholeEcho {
  /** JSON Pointers to the two objects. */
  from: string;
  to: string;
}

/** By status, if at least two pairs of examples show it, since one may be chance. */
export function wholeEchoesOf(document: JsonObject, operation: Operation): Map<string, WholeEcho[]> {
  return new Map([...pairsOf(document, operation)].map(([status, pairs]) => [status, deriveWhole(pairs)]));
}

/** Fewer members may be equal by chance. */
const fewest = 3;

function deriveWhole(pairs: readonly ExamplePair[]): WholeEcho[] {
  const [first] = pairs;
  if (!first) return [];
  const holders = [...new Set([...first.sent.keys()].flatMap((place) => /^(.*)\/[^/]+$/.exec(place)?.[1] ?? []))];
  return holders.flatMap((from) =>
    objectsOf(first.answer)
      .map(([to]) => ({ from, to }))
      .filter((echo) => {
        const telling = pairs.filter(({ sent }) => {
          return [...sent.keys()].filter((place) => place.startsWith(`${from}/`)).length >= fewest;
        });
        return telling.length > 1 && pairs.every(({ sent, answer }) => lackingIn(echo, sent, answer).length === 0);
      }),
  );
}

/** Places of the request whose value is not repeated. */
export const lackingIn = ({ from, to }: WholeEcho, sent: ExamplePair['sent'], answer: Json): string[] =>
  [...sent].flatMap(([place, value]) => {
    if (!place.startsWith(`${from}/`) || value === null) return [];
    const back = valueAt(answer, to + place.slice(from.length));
    return typeof back !== 'object' && isSame(value, back) ? [] : [place];
  });

function derive(pairs: readonly ExamplePair[], members: ReadonlySet<string>): Echo[] {
  const candidates = new Map<string, Echo>();
  const add = (found: Echo | undefined) => found && candidates.set(`${found.from} ${found.to}`, found);
  for (const { sent, answer } of pairs) {
    for (const [to, back] of leavesOf(answer)) {
      for (const [from, value] of sent) add(relate(from, value, everyItem(to), back, sent));
      for (const from of namesakes(to, members, answer)) if (!sent.has(from)) add({ from, to });
    }
  }
  return [...candidates.values()].filter((echo) =>
    pairs.every(
      ({ sent, answer }) => !sent.has(echo.from) || brokenIn(echo, sent.get(echo.from) ?? null, answer).length === 0,
    ),
  );
}

/** Names that have another meaning in a response than in a request. */
const ambiguous = /^(message|status|type|code|error|success|result|reason|description|details|created|id)$/i;

/** Members that no example sends, if the response has one member of that name. */
function namesakes(to: string, members: ReadonlySet<string>, answer: Json): string[] {
  const name = nameOf(to);
  if (/\/\d+(\/|$)/.test(to) || ambiguous.test(name)) return [];
  const isOnly = leavesOf(answer).filter(([place]) => nameOf(place) === name).length === 1;
  const meant = [...members].filter((from) => nameOf(from) === name);
  return isOnly && meant.length === 1 ? meant : [];
}

/** Shorter values of another name may be equal by chance. */
const telling = 6;

function relate(from: string, value: Scalar, to: string, back: Scalar, sent: ExamplePair['sent']): Echo | undefined {
  if (typeof value === 'boolean' || value === null || value === '' || /\/\d+$/.test(from)) return undefined;
  // A request and its effect may be a second or two apart.
  if (kindOf(nameOf(from), value) !== undefined) return undefined;
  const isNamesake = nameOf(to) === (nameOf(from) || from.split(':')[1]);
  const isOnly = () => [...sent.values()].filter((one) => one === value).length === 1;
  if (isSame(value, back)) {
    return isNamesake || (String(value).length >= telling && isOnly()) ? { from, to } : undefined;
  }
  const [, sign = '', shown = ''] = /^([*xX•#]+)([A-Za-z0-9]{2,6})$/.exec(String(back)) ?? [];
  if (sign === '' || String(value).length < shown.length + 3 || !String(value).endsWith(shown)) return undefined;
  return { from, to, mask: { sign, shown: shown.length } };
}

/** Places of a response that have another value than the one sent. Absent members are allowed. */
export function brokenIn({ to, mask }: Echo, value: Scalar, answer: Json): string[] {
  return placesOf(answer, to).filter((place) => {
    const back = valueAt(answer, place);
    if (typeof back === 'object') return back !== null;
    if (mask) return !isMaskOf(value, back, mask.shown);
    return back !== undefined && !isBack(to, value, back);
  });
}

/** Where an answer shows a value that was sent, as it was and not by chance. */
export function placesShowing(from: string, sent: ExamplePair['sent'], answer: Json): Echo[] {
  const value = sent.get(from) ?? null;
  const found = leavesOf(answer).flatMap(([to, back]) => relate(from, value, everyItem(to), back, sent) ?? []);
  return found.filter(({ mask }) => mask === undefined);
}

/** Whether one of the places has the value; true where there is no such place. */
export function isAmong({ to }: Echo, value: Scalar, answer: Json): boolean {
  const places = placesOf(answer, to);
  return (
    places.length === 0 ||
    places.some((place) => {
      const back = valueAt(answer, place);
      return typeof back !== 'object' && back !== undefined && isBack(to, value, back);
    })
  );
}

export function placesOf(answer: Json, pattern: string): string[] {
  return pattern
    .split('/')
    .slice(1)
    .reduce<string[]>(
      (places, token) => {
        if (token !== '*') return places.map((place) => `${place}/${token}`);
        return places.flatMap((place) => {
          const list = valueAt(answer, place);
          return Array.isArray(list) ? list.map((_, index) => `${place}/${index}`) : [];
        });
      },
      [''],
    )
    .filter((place) => valueAt(answer, place) !== undefined);
}

const isBack = (to: string, sent: Scalar, back: Scalar): boolean => isSame(sent, back) || isHandle(to, sent, back);

/** Handles come back in lower case, however they were sent. */
const isHandle = (to: string, sent: Scalar, back: Json): boolean =>
  /(handle|user_?name|e_?mail)$/i.test(nameOf(to)) && typeof sent === 'string' && sent.toLowerCase() === back;

/** Characters of a mask, and those that group a masked value. */
const hidden = /^(?=.*[*xX•#])[*xX•#\s.-]+$/;

/** Whether a text is the value with a mask for all but its end: `*3456`, `***-**-3456`, `XX-XXX56`. */
export function isMaskOf(value: Scalar, back: Json | undefined, shown: number): boolean {
  if (typeof back !== 'string') return false;
  const [end = ''] = /([a-wyzA-WYZ0-9][A-Za-z0-9]*)?$/.exec(back) ?? [];
  const begin = back.slice(0, back.length - end.length);
  return (
    end !== '' && end.length <= shown && hidden.test(begin) && String(value).replaceAll(/[-\s]/g, '').endsWith(end)
  );
}

/**
 * Compares values: a number may come back as text, UUIDs and digests in any case, a telephone number in other groups, an
 * instant with another offset.
 */
export function isSame(sent: Scalar, back: Scalar | undefined): boolean {
  if (sent === back) return true;
  if (sent === null || back === null || back === undefined || typeof sent === 'boolean' || typeof back === 'boolean') {
    return false;
  }
  const [one, other] = [String(sent), String(back)];
  if (one === other || (isHexadecimal(one) && one.toLowerCase() === other.toLowerCase())) return true;
  const instants = [one, other].map((text) => instantIn(text));
  if (instants[0] !== undefined && instants[0] === instants[1]) return true;
  // A number in a text may begin with zeros.
  if (typeof sent === 'number' && /^\d+$/.test(other) && Number(other) === sent) return true;
  return (
    isNumber(one) && isNumber(other) && one.startsWith('+') === other.startsWith('+') && digits(one) === digits(other)
  );
}

/** As `isSame`, for two texts; a number is no text. */
export const isSameText = (one: Json | undefined, other: Json | undefined): boolean =>
  typeof one === 'string' && typeof other === 'string' && isSame(one, other);

/** Whether a text is a UUID or a digest, which ignore case. */
const isHexadecimal = (text: string): boolean =>
  /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|([0-9a-f]{2}){16,64})$/i.test(text);
const isNumber = (text: string): boolean => /^[\d\s()+.-]{7,}$/.test(text) && !/^\d{4}-\d\d-\d\d$/.test(text);
const digits = (text: string): string => text.replaceAll(/\D/g, '');
