/** Builds the sandbox with one change of its code. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { packageRoot } from '../../../src/openapi/providers.js';
import { mutationsOf, type Mutation } from './mutations.js';

export interface CodeMutant extends Mutation {
  /** Relative to `src/sandbox/`. */
  file: string;
}

const folder = join(packageRoot, 'src/sandbox');

/** Code that no page of a provider describes: settings, the control API, shapes of a stored state, the data of examples. */
const ownAffair = /(^|\/)(control|settings|examples|example-files|state-shape|index|handler-types|decide)\.ts$/;

/** @param wanted a part of the file names @default all */
export function codeMutantsOf(provider: string, wanted = ''): CodeMutant[] {
  const files = readdirSync(join(folder, provider), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !ownAffair.test(name) && name.includes(wanted))
    .sort();
  return files.flatMap((name) =>
    mutationsOf(readFileSync(join(folder, provider, name), 'utf8')).map((mutation) => ({
      ...mutation,
      file: `${provider}/${name}`,
    })),
  );
}

/** A mutant without a change. */
export const unchanged = (provider: string): CodeMutant => ({
  file: `${provider}/index.ts`,
  kind: 'no change',
  line: 1,
  code: '',
  start: 0,
  end: 0,
  text: '',
});

/** @returns JavaScript of `src/sandbox/index.ts` and its imports in that folder; other imports are URLs. */
export async function buildMutant({ file, start, end, text }: CodeMutant): Promise<string> {
  const meant = join(folder, file);
  const changed: Plugin = {
    name: 'one change',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ kind, path, importer }) => {
        if (kind === 'entry-point') return undefined;
        if (!path.startsWith('.')) return { path: import.meta.resolve(path), external: true };
        const found = fileURLToPath(new URL(path, pathToFileURL(importer)));
        const typed = found.replace(/\.js$/, '.ts');
        const source = existsSync(typed) ? typed : found;
        const isInside = !relative(folder, source).startsWith('..');
        return isInside ? { path: source } : { path: pathToFileURL(source).href, external: true };
      });
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (path !== meant) return undefined;
        const source = readFileSync(path, 'utf8');
        return { contents: source.slice(0, start) + text + source.slice(end), loader: 'ts' };
      });
    },
  };
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'index.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
    plugins: [changed],
  });
  return outputFiles[0]?.text ?? '';
}
