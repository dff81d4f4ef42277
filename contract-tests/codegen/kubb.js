/**
 * Runs Kubb on one document: node kubb.js <document> <folder>
 * Its own command also works, but asks a registry for a newer version of itself at every run.
 */
import { safeBuild } from '@kubb/core';
import { pluginClient } from '@kubb/plugin-client';
import { pluginOas } from '@kubb/plugin-oas';
import { pluginTs } from '@kubb/plugin-ts';

const [, , document, folder] = process.argv;
const { error, failedPlugins } = await safeBuild({
  config: {
    root: process.cwd(),
    input: { path: document },
    output: { path: folder, clean: true, format: false, lint: false },
    plugins: [
      pluginOas({ generators: [], validate: true }),
      pluginTs({ output: { path: 'types' } }),
      pluginClient({ output: { path: 'clients' }, client: 'fetch', bundle: true }),
    ],
  },
});

const errors = [...(error ? [error] : []), ...[...failedPlugins].map((failed) => failed.error)];
for (const { message } of errors) console.error(`error: ${message}`);
process.exitCode = errors.length === 0 ? 0 : 1;
