/** Changes of a value by a careless implementation: it keeps its format but is another value. */
import type { Json } from '../../../src/openapi/document.js';

export const careless: Readonly<Record<string, (text: string) => string>> = {
  another: (text) => text.replaceAll(/[A-Za-z0-9]/g, nextLetter),
  cut: (text) => text.slice(0, -1),
  'in-capitals': (text) => text.toUpperCase(),
  'first-word': (text) => text.split(/[\s@]/)[0] ?? '',
  'twenty-letters': (text) => text.slice(0, 20),
  'ascii-only': (text) => text.replaceAll(/[^\x20-\x7e]/g, '?'),
  'html-escaped': (text) => text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&quot;'),
  empty: () => '',
};

const nextLetter = (letter: string): string => {
  if (letter === '9') return '0';
  if (letter === 'z' || letter === 'Z') return letter === 'z' ? 'a' : 'A';
  // UUIDs and hashes stay hexadecimal.
  if (letter === 'f' || letter === 'F') return letter === 'f' ? 'a' : 'A';
  return String.fromCharCode(letter.charCodeAt(0) + 1);
};

export function alter(value: Json, how: string): Json {
  if (typeof value === 'number') return value + 1;
  return typeof value === 'string' ? (careless[how]?.(value) ?? value) : value;
}
