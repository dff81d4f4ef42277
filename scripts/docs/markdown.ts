/** Writes Markdown for VitePress. Text of a document stays text, and is never markup or a template. */

/**
 * Escapes the prose of a document: its Markdown stays, its HTML and its `{{` do not. Only a parser of Markdown knows what
 * is in a code span, so those that read it (docs/.vitepress/config.mjs, scalar.ts, llms.ts) undo it there.
 */
export const prose = (text: string): string => text.trim().replaceAll('<', '&lt;').replaceAll('{', '&#123;');

/** Prose for one cell of a table. */
export function cell(text: string): string {
  return prose(text)
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', String.raw`\|`);
}

/** Indents every line except empty ones, for content of a list item. */
export function indent(text: string, spaces: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(spaces));
}

export function fence(language: string, code: string): string {
  const ticks = code.includes('```') ? '````' : '```';
  return `${ticks}${language}\n${code.trimEnd()}\n${ticks}`;
}

/** Tabs, one for each sample. */
export function tabs(samples: readonly { language: string; label: string; code: string }[]): string {
  const fences = samples.map(({ language, label, code }) => fence(`${language} [${label}]`, code));
  return ['::: code-group', '', fences.join('\n\n'), '', ':::'].join('\n');
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Without colours: examples are most of the site, and highlighting would take a third of its build time. */
export const json = (value: unknown): string => fence('', JSON.stringify(value, null, 2));
