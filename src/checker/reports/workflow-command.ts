/** Workflow commands, which the runner of GitHub Actions reads from the output of a step. */
import type { SourcePosition } from '../../openapi/source-positions.js';
import { oneLine } from './one-line.js';

/** The position is one in the files of a pull request. */
export function command(
  level: 'error' | 'warning' | 'notice',
  title: string,
  message: string,
  { file, line, column }: Partial<SourcePosition> = {},
): string {
  const properties = Object.entries({ file, line, col: column, title }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeProperty(oneLine(String(value)))}`],
  );
  return `::${level} ${properties.join(',')}::${escapeData(message.split('\n').map(oneLine).join('\n'))}`;
}

/** Escapes a command for the runner: a line end would end it. */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** Escapes a property, which also ends at a comma or a colon. */
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
