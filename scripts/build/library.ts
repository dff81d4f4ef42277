/** The sources behind the entries of the package's exports map, and how they are compiled. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { packageRoot } from '../../src/openapi/providers.js';

const { exports } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  exports: Record<string, string | { default: string }>;
};

/** Of what is compiled; validators are JavaScript as they are generated. */
export const libraryEntries: readonly string[] = Object.values(exports).flatMap((entry) =>
  typeof entry === 'string' || entry.default.endsWith('/validators.js')
    ? []
    : [entry.default.replace(/^\.\/dist\/(.*)\.js$/, '$1.ts')],
);

/** Every source of ours that the entries import, themselves included. */
export async function sourcesOf(entries: readonly string[]): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: packageRoot,
    entryPoints: [...entries],
    bundle: true,
    write: false,
    outdir: 'dist',
    packages: 'external',
    platform: 'neutral',
    metafile: true,
  });
  return Object.keys(metafile.inputs).filter((file) => file.endsWith('.ts'));
}

/** Small, and used by one file only: they are put into it, so that a consumer installs fewer packages. */
const inlined = /^hono\//;

/** Leaves imports as they are: each source becomes a file. */
export const oneFileEach: Plugin = {
  name: 'one file each',
  setup: ({ onResolve }) =>
    onResolve({ filter: /./ }, ({ path, kind, importer }) =>
      kind === 'entry-point' || inlined.test(path) || /[\\/]node_modules[\\/]/.test(importer)
        ? undefined
        : { path, external: true },
    ),
};
