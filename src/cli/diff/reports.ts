/** Writes a comparison as text, as Markdown and as annotations of GitHub Actions. */
import { command } from '../../checker/reports/workflow-command.js';
import { changeClasses, type Change, type ChangeClass, type DiffReport } from '../../diff/diff.js';
import type { SourcePositions } from '../../openapi/source-positions.js';

interface Names {
  old: string;
  new: string;
}

const titles: Record<ChangeClass, string> = {
  breaking: 'Breaking',
  compatible: 'Compatible',
  documentation: 'Documentation only',
  evidence: 'Evidence',
};

const colours: Record<ChangeClass, string> = { breaking: '31', compatible: '32', documentation: '2', evidence: '36' };

export function renderText(report: DiffReport, names: Names, isColoured: boolean): string {
  const paint = (text: string, name: ChangeClass) => (isColoured ? `\u001b[${colours[name]}m${text}\u001b[0m` : text);
  const sections = sectionsOf(report).map(([name, changes]) => {
    const groups = byOperation(changes).map(([operation, list]) => {
      const lines = list.map((change) => `    ${change.message}${placeOf(change, operation)}${remarkOf(change)}`);
      return [`  ${operation}`, ...new Set(lines)].join('\n');
    });
    return [paint(`${titles[name]} (${changes.length})`, name), ...groups].join('\n');
  });
  return `${[`${names.old} → ${names.new}: ${summaryOf(report)}`, ...sections].join('\n\n')}\n`;
}

export function renderMarkdown(report: DiffReport, names: Names): string {
  const sections = sectionsOf(report).map(([name, changes]) => {
    const groups = byOperation(changes).map(([operation, list]) => {
      const lines = list.map(
        (change) => `- ${inline(`${change.message}${placeOf(change, operation)}${remarkOf(change)}`)}`,
      );
      return [`**${inline(operation)}**`, [...new Set(lines)].join('\n')].join('\n\n');
    });
    return [`### ${titles[name]} (${changes.length})`, ...groups].join('\n\n');
  });
  return `${[`## ${inline(names.old)} → ${inline(names.new)}`, `${summaryOf(report)}.`, ...sections].join('\n\n')}\n`;
}

/** GitHub shows ten annotations of a kind and step, and drops the others silently. */
const shown = 10;

/** @param positions of the new document in the user's files: each annotation gets its file and line */
export function renderAnnotations(report: DiffReport, positions: SourcePositions | undefined): string[] {
  const level = { breaking: 'error', compatible: 'notice', documentation: 'notice', evidence: 'warning' } as const;
  return sectionsOf(report).flatMap(([name, changes]) => {
    if (name === 'documentation') return [command('notice', titles[name], `${changes.length} changes of words`)];
    const told = changes.length > shown ? changes.slice(0, shown - 1) : changes;
    const commands = told.map((change) => {
      const where = change.operations.map(({ operation, places }) => [operation, ...places].join(', ')).join('; ');
      return command(
        level[name],
        `${titles[name]}: ${change.rule}`,
        [change.message, where].filter(Boolean).join('\n'),
        // A removed clause gets the position of the nearest clause around it that is left.
        positions?.at(change.new ?? change.old ?? ''),
      );
    });
    const rest = changes.length - told.length;
    return rest > 0 ? [...commands, command(level[name], titles[name], `${rest} more`)] : commands;
  });
}

function summaryOf({ summary, changes }: DiffReport): string {
  if (changes.length === 0) return 'no change';
  return changeClasses.map((name) => `${summary[name]} ${name}`).join(', ');
}

function sectionsOf({ changes }: DiffReport): [ChangeClass, Change[]][] {
  return changeClasses
    .map((name): [ChangeClass, Change[]] => [name, changes.filter((change) => change.class === name)])
    .filter(([, list]) => list.length > 0);
}

/** The number of operations that a change lists by name; more are counted. */
const named = 3;

function byOperation(changes: readonly Change[]): [string, Change[]][] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const names = change.operations.map(({ operation }) => operation);
    const rest = names.length - named;
    const label =
      names.length === 0
        ? 'the document'
        : rest > 1
          ? `${names.slice(0, named).join(', ')} and ${rest} more`
          : names.join(', ');
    groups.set(label, [...(groups.get(label) ?? []), change]);
  }
  return [...groups];
}

function placeOf({ operations }: Change, _label: string): string {
  const places = [...new Set(operations.flatMap(({ places: list }) => list))];
  return places.length === 0
    ? ''
    : ` (${places.length > 4 ? `${places.slice(0, 4).join(', ')}, …` : places.join(', ')})`;
}

const remarkOf = ({ correction }: Change): string => (correction === undefined ? '' : ` [${correction}]`);

/** Escapes text of a document, which is no Markdown. */
const inline = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|]/g, String.raw`\$&`);
