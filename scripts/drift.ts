/** `npm run drift -- <provider> --claims FILE`: compares newly read pages with the document. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { CliError } from '../src/openapi/cli-error.js';
import type { JsonObject } from '../src/openapi/document.js';
import { readBounded } from '../src/openapi/inside-folder.js';
import { chooseProviders, generatedPath, listProviders, packageRoot } from '../src/openapi/providers.js';
import { compareClaims, readClaims, renew, type Compared } from './drift/claims.js';
import { readSources } from './generate/sources.js';

export const drift = new Command('drift')
  .argument('<provider>', listProviders().join(' or '))
  .requiredOption('--claims <file>', 'YAML: a list of page, date, operation, pointer and value')
  .option('--write', 'renew the day in spec/sources.yaml of each page whose claims are all confirmed')
  .addHelpText(
    'after',
    `
A claim is what a page says on a day. Its pointer (RFC 6901) starts at the operation, or at the document without one;
references and allOf on the way are followed. Leave out the value where the page says nothing of it any more.

  - page: sila-check-kyc # an id of spec/sources.yaml
    date: '2026-11-26'
    operation: checkKyc
    pointer: /requestBody/content/application~1json/schema/required
    value: [header]

Exit codes: 0 all confirmed · 1 something moved, or is new · 2 bad usage, or a claim that cannot be read`,
  )
  .action((name: string, { claims, write = false }: { claims: string; write?: boolean }) => {
    const [provider] = chooseProviders([name]) as [string];
    if (!existsSync(claims)) throw new CliError(`${claims}: there is no such file`, 2);
    const content = readBounded(claims);
    if ('refused' in content) throw new CliError(`${claims} ${content.refused}`, 2);
    const document = JSON.parse(readFileSync(generatedPath(provider, 'openapi.json'), 'utf8')) as JsonObject;
    const compared = compareClaims(document, readClaims(content.text, claims, readSources()));
    process.stdout.write(render(compared));
    if (write) writeDays(compared);
    if (compared.some(({ verdict }) => verdict !== 'confirmed')) process.exitCode = 1;
  });

function render(compared: readonly Compared[]): string {
  return (['moved', 'new', 'confirmed'] as const)
    .flatMap((verdict) => {
      const own = compared.filter((item) => item.verdict === verdict);
      return [`${verdict} (${own.length})`, ...own.map(({ claim, says }) => `  ${claim.page}: ${says}`)];
    })
    .join('\n')
    .concat('\n');
}

function writeDays(compared: readonly Compared[]): void {
  const file = join(packageRoot, 'spec', 'sources.yaml');
  const { text, renewed } = renew(readFileSync(file, 'utf8'), compared);
  if (renewed.length > 0) writeFileSync(file, text);
  console.error(renewed.length > 0 ? `renewed in spec/sources.yaml: ${renewed.join(', ')}` : 'no day to renew');
}
