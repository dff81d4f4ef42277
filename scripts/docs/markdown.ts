/** Writes Markdown as VitePress reads it: what comes from a document is text there, never markup or a template. */

/** Prose of a document: its Markdown stays, its HTML and its `{{` do not. Code spans are left as they are. */
export function prose(text: string): string {
  return text
    .trim()
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : escapeText(part)))
    .join('');
}

/** Prose for one cell of a table. */
export function cell(text: string): string {
  return prose(text)
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', String.raw`\|`);
}

/** Indents every line but empty ones, for content that belongs to an item of a list. */
export function indent(text: string, spaces: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(spaces));
}

export function fence(language: string, code: string): string {
  const ticks = code.includes('```') ? '````' : '```';
  return `${ticks}${language}\n${code.trimEnd()}\n${ticks}`;
}

/** Tabs, one a sample. */
export function tabs(samples: readonly { language: string; label: string; code: string }[]): string {
  const fences = samples.map(({ language, label, code }) => fence(`${language} [${label}]`, code));
  return ['::: code-group', '', fences.join('\n\n'), '', ':::'].join('\n');
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Without colours: examples are most of the site, and colouring them would take a third of the time that it is built in. */
export const json = (value: unknown): string => fence('', JSON.stringify(value, null, 2));

function escapeText(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('{', '&#123;');
}
