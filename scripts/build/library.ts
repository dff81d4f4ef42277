/** The sources behind the entries of the package's exports map. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { packageRoot } from '../../src/openapi/providers.js';

const { exports } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  exports: Record<string, string | { default: string }>;
};

/** The compiled entries; validators are shipped as generated. */
export const libraryEntries: string[] = Object.values(exports).flatMap((entry) =>
  typeof entry === 'string' || entry.default.endsWith('/validators.js')
    ? []
    : [entry.default.replace(/^\.\/dist\/(.*)\.js$/, '$1.ts')],
);

/**
 * The path of shared chunks. It is as deep as that of the sandbox, so that both find the validators by the same path.
 */
export const chunkNames = 'src/chunks/[hash]';

/** Keeps validators in separate files: in a bundle, a consumer who uses one would ship them all. */
export const validatorsApart: Plugin = {
  name: 'validators apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/generated\/[\w-]+\/validators\.js$/ }, ({ path }) => ({
      path: path.replace(/^(\.\.\/)+/, '../../'),
      external: true,
    })),
};
