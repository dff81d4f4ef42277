/** `pattern`, `minLength`, `maxLength`. Lengths are counted in code points, as JSON Schema does. */
import { longestText } from '../../../../openapi/sample.js';
import { put, type Mutator } from './mutator.js';

/** Values that pass where an implementation does not anchor the pattern, or ignores case. */
export const pattern: Mutator = (_, value) => {
  const text = typeof value === 'string' ? value : '';
  return [
    { what: 'off the pattern at its end', values: [`${text}!`, `${text}\u0000`].map(put) },
    { what: 'off the pattern at its start', values: [put(`!${text}`)] },
    { what: 'off the pattern by a line break', values: [put(`${text}\n`)] },
    { what: 'off the pattern by case', values: [text.toLowerCase(), text.toUpperCase()].map(put) },
  ];
};

export const minLength: Mutator = (schema, value) => {
  const least = Number(schema.minLength);
  if (!(least >= 1 && least <= longestText)) return [];
  const text = typeof value === 'string' && value !== '' ? value : 'x';
  return [{ what: `shorter than ${least}`, values: [put(ofLength(text, least - 1))] }];
};

export const maxLength: Mutator = (schema, value) => {
  const most = Number(schema.maxLength);
  if (!(most < longestText)) return [];
  const text = typeof value === 'string' && value !== '' ? value : 'x';
  return [{ what: `longer than ${most}`, values: [put(ofLength(text, most + 1))] }];
};

function ofLength(text: string, length: number): string {
  const characters = [...text];
  const last = characters.at(-1) ?? 'x';
  return characters.slice(0, length).join('') + last.repeat(Math.max(0, length - characters.length));
}
