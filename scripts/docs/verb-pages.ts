/** The pages of the command: the text of docs/verbs/, with usage and options from the code. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { packageRoot } from '../../src/openapi/providers.js';
import { cell, fence, table } from './markdown.js';
import type { Page } from './page.js';

type Verbs = Record<string, () => Promise<Command>>;

/** The verbs of this repository (`npm run`), in the order of `--help`. */
const repositoryVerbs: Verbs = {
  start: async () => (await import('../start.js')).start,
  generate: async () => (await import('../generate.js')).generate,
  lint: async () => (await import('../lint.js')).lint,
  changes: async () => (await import('../changes.js')).changes,
  drift: async () => (await import('../drift.js')).drift,
  release: async () => (await import('../release.js')).release,
  docs: async () => (await import('../docs.js')).docs,
  'codegen-matrix': async () => (await import('../codegen-matrix.js')).codegenMatrix,
};

/** The verbs of the published command, in the order of `--help`. */
const packageVerbs: Verbs = {
  mock: async () => (await import('../../src/cli/mock.js')).mock,
  sandbox: async () => (await import('../../src/cli/sandbox.js')).sandbox,
  check: async () => (await import('../../src/cli/check.js')).check,
  proxy: async () => (await import('../../src/cli/proxy.js')).proxy,
  report: async () => (await import('../../src/cli/report.js')).report,
  diff: async () => (await import('../../src/cli/diff.js')).diff,
  spec: async () => (await import('../../src/cli/spec.js')).spec,
};

export async function verbPages(): Promise<Page[]> {
  const folder = join(packageRoot, 'docs', 'verbs');
  const written = new Set(readdirSync(folder).map((file) => basename(file, '.md')));
  return Promise.all(
    Object.entries({ ...packageVerbs, ...repositoryVerbs })
      .filter(([name]) => written.has(name))
      .map(async ([name, load]) => {
        const body = readFileSync(join(folder, `${name}.md`), 'utf8');
        const description = /^# .*\n+([^\n]+)/.exec(body)?.[1] ?? '';
        return {
          path: `verbs/${name}`,
          title: name in packageVerbs ? `kyc-contracts ${name}` : `npm run ${name}`,
          description: description.replaceAll('`', ''),
          body: body.replace('<!-- usage -->', usage(name, await load())),
        };
      }),
  );
}

function usage(name: string, command: Command): string {
  const program = name in packageVerbs ? ['kyc-contracts', name] : ['npm run', name, '--'];
  const words = [...program, ...command.registeredArguments.map(argumentWord), '[options]'];
  const parameters = command.registeredArguments.map((argument) => [
    `\`${argumentWord(argument)}\``,
    cell(argument.description),
    '',
  ]);
  const options = command.options.map(({ flags, description, argChoices, defaultValue, defaultValueDescription }) => {
    const choices = argChoices ? `: ${argChoices.map((choice) => `\`${choice}\``).join(', ')}` : '';
    const isSaid = /\(default: (.*)\)/.exec(description)?.[1];
    const preset = defaultValueDescription ?? isSaid ?? (hasDefault(defaultValue) ? String(defaultValue) : '');
    return [`\`${flags}\``, cell(description.replace(/ ?\(default: .*\)/, '') + choices), cell(preset)];
  });
  return [
    '## Usage {#usage}',
    fence('sh', words.join(' ')),
    '## Options {#options}',
    table(['Option', 'Meaning', 'Default'], [...parameters, ...options]),
  ].join('\n\n');
}

const hasDefault = (value: unknown) =>
  value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);

function argumentWord(argument: Command['registeredArguments'][number]): string {
  const word = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${word}>` : `[${word}]`;
}
