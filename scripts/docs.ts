/**
 * `kyc-contracts docs`: writes the documentation as a static site that needs no network and no server to be read.
 * A landing page, one reference per provider (Redocly), and the documents to download.
 */
import { join, relative } from 'node:path';
import { Command } from 'commander';
import { packageRoot } from '../src/openapi/providers.js';

export const docs = new Command('docs')
  .option(
    '-o, --out <folder>',
    'where to write it; replaced as a whole',
    relative(process.cwd(), join(packageRoot, 'site')),
  )
  .action(async ({ out }: { out: string }) => {
    const { buildDocs } = await import('./docs/build.js');
    await buildDocs({ out });
    console.log(join(out, 'index.html'));
  });
