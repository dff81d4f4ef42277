/** Which member of an answer is the id of its record. */
import { isObject, valueAt, type Json } from '../../openapi/document.js';
import { escapeToken } from '../../openapi/pointer.js';
import { isSameValue } from '../relations/shared-members.js';

/** A name in which only letters and digits count: `book_id` is `bookId`. */
export const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z\d]/g, '');

/** What a plural may be that of: `classes` of `classe` and of `class`. */
export const singularsOf = (plural: string): string[] => [
  plural.replace(/s$/, ''),
  plural.replace(/es$/, ''),
  plural.replace(/ies$/, 'y'),
  ...(plural === 'people' ? ['person'] : []),
];

/** Pointers to what may be the id: first what is named as the parameter, then other ids; the outermost first. */
export function idsIn(body: Json, parameter: string): string[] {
  const wanted = [plain(parameter), 'id', 'uuid', plain(parameter).replace(/(id|uuid)$/, '')];
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
  return found.sort((one, other) => one.rank - other.rank).map(({ pointer }) => pointer);
}

/** Whether a value shows the record with this id. @param parameter what a path names it by */
export const isRecord = (value: Json, id: Json, parameter: string): boolean =>
  idsIn(value, parameter).some((pointer) => isSameValue(valueAt(value, pointer), id));
