/** Every fenced block of the pages that people read, and what `printed.test.ts` does with it. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';

export interface Block {
  page: string;
  line: number;
  language: string;
  text: string;
  /** Why it is not run: `<!-- not run: … -->` on the line before it. */
  reason: string | undefined;
  /** The heading and the words before it. */
  before: string;
}

/** What ships or is a page of the site, as paths from the root. */
export function pages(): string[] {
  const under = (folder: string, pattern: RegExp) =>
    readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((name) => pattern.test(name));
  const top = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
  const found = [...under('docs', /\.md$/), ...under('src', /\/README\.md$/), ...under('examples', /\.md$/)];
  return [...top, ...found, ...under('spec', /\.md$/)].filter((name) => existsSync(join(packageRoot, name))).sort();
}

export function blocksOf(page: string, text = readFileSync(join(packageRoot, page), 'utf8')): Block[] {
  return [...text.matchAll(/^( *)```(\w*).*\n([^]*?)^ *```$/gm)].map((match) => {
    const [, indent = '', language = '', content = ''] = match;
    const before = text.slice(0, match.index);
    const [, reason] = /<!-- not run: ([^>]+?) -->\n\s*$/.exec(before) ?? [];
    return {
      page,
      line: before.split('\n').length,
      language,
      text: content.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      reason,
      before,
    };
  });
}

export type Kind = 'program' | 'file' | 'configuration' | 'commands' | 'output' | 'not run';

/** @returns undefined for a block that nobody has said anything about. */
export function kindOf({ language, text, reason, before }: Block): Kind | undefined {
  if (reason !== undefined) return 'not run';
  if (language === 'ts' && text.startsWith('// kyc-contracts.config.ts\n')) return 'configuration';
  if (fileName(text)) return 'file';
  if ((language === 'ts' || language === 'js') && /from 'kyc-contracts\//.test(text)) return 'program';
  const commands = commandsOf(text);
  if ((language === '' || language === 'sh') && commands.length > 0 && commands.every(isKnown)) return 'commands';
  if (language === '' && /^ {4}✗ /.test(text)) return 'output';
  // Compared with what the command prints.
  if (/\| head -\d+\n```\n+$/.test(before)) return 'output';
  return undefined;
}

/** A block that begins with its name is a file of a project: of a framework, or of a test runner. */
export const fileName = (text: string): string | undefined => /^\/\/ ([\w/-]+(?:\.[\w-]+)+)\n/.exec(text)?.[1];

/** One a line, without remarks; continued lines are one. */
export const commandsOf = (text: string): string[] =>
  text
    .replaceAll(/ *\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.replace(/\s+# .*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

const published = /^(npx )?kyc-contracts (check|proxy|diff|mock|sandbox|spec) /;
const own = /^npm run ([\w:-]+)( |$)/;

const isKnown = (command: string): boolean =>
  published.test(`${command} `) || own.test(command) || /^npm (ci|cit|init -y|pack|start|i \S+\.tgz)\b/.test(command);

/** What a program says that it prints, line by line: after `// prints: ` at its end, or after each `// → `. */
export function promised(program: string): string[] {
  const [, last] = /\/\/ prints: (.*)\n$/.exec(program) ?? [];
  if (last !== undefined) return [last];
  return [...program.matchAll(/\/\/ → (.*)$/gm)].flatMap(([, text = '']) => text.split(/, then /));
}
