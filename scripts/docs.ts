/**
 * `kyc-contracts docs`: writes the documentation as a static site that works offline: guides, a page for each
 * operation, interactive references (Scalar), downloads.
 */
import { join, relative } from 'node:path';
import { Command } from 'commander';
import { listProviders, packageRoot } from '../src/openapi/providers.js';
import { warnIfStale } from '../src/openapi/stale.js';

export const docs = new Command('docs')
  .option(
    '-o, --out <folder>',
    'where to write it; replaced as a whole',
    relative(process.cwd(), join(packageRoot, 'site')),
  )
  .option('--base <path>', 'the path that it will be served at, such as /kyc-contracts/', '/')
  .action(async ({ out, base }: { out: string; base: string }) => {
    warnIfStale(listProviders());
    const { buildDocs } = await import('./docs/build.js');
    await buildDocs({ out, base });
    console.log(join(out, 'index.html'));
  });
