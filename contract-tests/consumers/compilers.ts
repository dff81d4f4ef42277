/** The TypeScript versions of contract-tests/platforms: from the oldest that is promised to the newest. */
import { join } from 'node:path';
import { inject } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';
import { toolPath } from './tools.js';

const oldest = '5.4';
const newest = '7.0';
const between = ['5.5', '5.6', '5.7', '5.8', '5.9', '6.0'];

/**
 * `npm test` takes both ends and 5.9, which this repository is built with: what breaks in the middle breaks at an end
 * too, all but surely. `npm run consumers` takes every version, half a minute more.
 */
export const compilers = inject('everyVersion') ? [oldest, ...between, newest] : [oldest, '5.9', newest];

export const compilerPath = (version: string): string => join(toolPath(`typescript-${version}`), 'bin', 'tsc');

/** The one that this repository is built with. */
export const ownCompiler = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');

/** Both ways to resolve that know an exports map. */
export const resolutions = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
};
