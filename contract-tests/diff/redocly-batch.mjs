/**
 * Runs Redocly's own `diff` on many pairs in one process: `node redocly-batch.mjs FOLDER`, which has `0.old.json`,
 * `0.new.json` and so on, and gets `0.json`. To start Redocly takes fifty times as long as a comparison.
 */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder] = process.argv.slice(2);
const cli = pathToFileURL(
  join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')), '../lib/index.js'),
);
process.chdir(folder);
const count = readdirSync('.').filter((name) => name.endsWith('.old.json')).length;
for (let index = 0; index < count; index++) {
  process.argv = [
    ...['node', 'redocly', 'diff', `${index}.old.json`, `${index}.new.json`],
    ...['--format=json', '--fail-on=none', `--output=${index}.json`],
  ];
  // The command runs when it is imported; each query is another import of it.
  await import(`${cli.href}?${index}`);
  for (let waited = 0; !existsSync(`${index}.json`) && waited < 1000; waited++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
process.exit(0);
