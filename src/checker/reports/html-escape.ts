/** Makes text that may come from a target safe in HTML; its lines stay apart. */
import { escapeHtml } from '../../http/escape-html.js';
import { oneLine } from './one-line.js';

export const escape = (text: string): string =>
  text
    .split('\n')
    .map((line) => escapeHtml(oneLine(line)))
    .join('\n');
