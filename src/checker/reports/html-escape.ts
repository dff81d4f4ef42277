/** Makes text safe in HTML, between tags and in quoted attributes. */
import { oneLine } from './one-line.js';

export const escape = (text: string): string =>
  text
    .split('\n')
    .map((line) => oneLine(line).replaceAll(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`))
    .join('\n');
