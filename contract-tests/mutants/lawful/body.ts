/** Lawful changes of a body: valid, but unusual. */
import { isObject, type Json } from '../../../src/openapi/document.js';
import type { Place } from '../places.js';

/** Other values for a place, if the document allows them; undefined removes the member. */
type Varies = (place: Place) => readonly (Json | undefined)[];

export const lawfulBodies: Readonly<Record<string, Varies>> = {
  'optional-absent': ({ required, path }) => (required || path.length === 0 ? [] : [undefined]),
  'null-allowed': ({ value }) => (value === null ? [] : [null]),
  'extra-member': ({ value }) =>
    isObject(value) ? [{ added_in_a_later_version: { of: ['anything'] }, ...value }] : [],
  'other-enum': ({ value, schemas }) =>
    schemas.flatMap((schema) => (Array.isArray(schema.enum) ? schema.enum.filter((one) => one !== value) : [])),
  'longer-text': (place) => (isFree(place) ? [`${String(place.value)} ${'Füße '.repeat(200)}`] : []),
  'empty-list': ({ value }) => (Array.isArray(value) && value.length > 0 ? [[]] : []),
  'other-instant': ({ value, schemas }) =>
    schemas.some(({ format }) => format === 'date-time') ? [String(value).replace('Z', '.123+00:00')] : [],
};

/** Free text for people, on which no schema and no later request depends. */
const isFree = ({ value, path, schemas }: Place): boolean =>
  typeof value === 'string' &&
  /message|description|label|name|reason/.test(path.at(-1) ?? '') &&
  !schemas.some((schema) => ['const', 'enum', 'format', 'pattern'].some((keyword) => keyword in schema));
