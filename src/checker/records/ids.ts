/** Which member of an answer is the id of its record. */
import { isObject, valueAt, type Json } from '../../openapi/document.js';
import { escapeToken } from '../../openapi/pointer.js';
import { isSameValue } from '../relations/shared-members.js';

/** Of a header that makes a request safe to repeat: each request has one of its own. */
export const keyName = /^(?:x-)?(?:idempotency[-_]?key|repeatability-request-id)$/i;

/** A name in which only letters and digits count: `book_id` is `bookId`. */
export const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z\d]/g, '');

/** What a plural may be that of: `classes` of `classe` and of `class`. */
export const singularsOf = (plural: string): string[] => [
  plural.replace(/s$/, ''),
  plural.replace(/es$/, ''),
  plural.replace(/ies$/, 'y'),
  ...(plural === 'people' ? ['person'] : []),
];

/** What the last segment of a path may name: `products`, and one of them. */
export function nounsOf(path: string): string[] {
  const noun = plain(path.replace(/\/$/, '').split('/').at(-1) ?? '');
  return [noun, ...singularsOf(noun)];
}

/** `name` of `profileName`, `code` of `coupon_code`: what the client chooses itself is seldom called an id. */
const lastWord = (name: string): string[] =>
  /[a-z\d_.-](name|code|slug|key|number|login|email|handle)$/i.exec(name)?.slice(1).map(plain) ?? [];

/** Pointers to what may be the id: first what is named as the parameter, then other ids; the outermost first. */
export function idsIn(body: Json, parameter: string): string[] {
  const wanted = [plain(parameter), 'id', 'uuid', plain(parameter).replace(/(id|uuid)$/, ''), ...lastWord(parameter)];
  const found: { pointer: string; rank: number }[] = [];
  const visit = (value: Json, pointer: string, depth: number): void => {
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      const at = `${pointer}/${escapeToken(name)}`;
      const rank = wanted.indexOf(plain(name));
      const isId = (typeof member === 'string' && member !== '') || typeof member === 'number';
      if (isId && rank >= 0) found.push({ pointer: at, rank: rank + depth * wanted.length });
      else if (depth === 0) visit(member, at, depth + 1);
    }
  };
  visit(body, '', 0);
  for (const pointer of namesOfResource)
    if (isResourceName(body, pointer)) found.push({ pointer, rank: wanted.length });
  return found.sort((one, other) => one.rank - other.rank).map(({ pointer }) => pointer);
}

/** A resource name, as of Google's APIs: `jobs/nightly`, `projects/red/jobs/nightly`. */
const resourceName = /^(?:[\w.~-]+\/)+[^\s/]+$/;
/** A URI of a record, whole or only its path. */
const resourceUri = /^(?:https?:\/\/[^\s/]+)?(?:\/[^\s/?#]+)*\/[^\s/?#{}]+\/?$/;

/** Where a record may be named by more than its id: Google's `name`, and the link to itself of HAL, JSON:API, JSON-LD or Django. */
const namesOfResource = ['/name', '/_links/self/href', '/_links/self', '/links/self', '/@id', '/self', '/url'];

/** Whether the member at a pointer is the name or the URI of a resource, of which the last segment is the id. */
export function isResourceName(value: Json, pointer: string): boolean {
  const text = namesOfResource.includes(pointer) ? valueAt(value, pointer) : undefined;
  return typeof text === 'string' && (pointer === '/name' ? resourceName : resourceUri).test(text);
}

export function idAt(value: Json, pointer: string): Json | undefined {
  const found = valueAt(value, pointer);
  return isResourceName(value, pointer) ? String(found).replace(/\/$/, '').split('/').at(-1) : found;
}

/** Whether a value shows the record with this id. @param parameter what a path names it by */
export const isRecord = (value: Json, id: Json, parameter: string): boolean =>
  idsIn(value, parameter).some((pointer) => isSameValue(idAt(value, pointer) ?? null, id));

/** An id like another one, that no record has. */
export function unknownLike(id: Json): Json {
  if (typeof id === 'number') return 2_147_483_000;
  const text = String(id);
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return '00000000-0000-4000-8000-000000000000';
  return /^\d+$/.test(text) ? '2147483000' : `${text}0x`;
}
