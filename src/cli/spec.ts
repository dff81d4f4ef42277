/** `kyc-contracts spec <provider>`: prints a provider's bundled document, for tools that read from a file or a pipe. */
import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { chooseProviders, generatedPath, listMocked } from '../openapi/providers.js';
import { warnIfStale } from '../openapi/stale.js';

interface SpecFlags {
  format: 'json' | 'yaml';
  openapi: keyof typeof files;
}

const files = { '3.1': 'openapi.json', '3.0': 'openapi-3.0.json', codegen: 'openapi-codegen.json' };

export const spec = new Command('spec')
  .argument('<provider>', `${listMocked().join(', ')}, or sandbox for the control API of ours`)
  .addOption(new Option('-f, --format <format>', 'what to print').choices(['json', 'yaml']).default('json'))
  .addOption(
    new Option(
      '--openapi <version>',
      '3.0 lists under x-lost-in-3.0 what it cannot say; codegen has no unions, and x-losses',
    )
      .choices(Object.keys(files))
      .default('3.1'),
  )
  .addHelpText(
    'after',
    '\nExamples:\n  kyc-contracts spec sila > sila.json\n  kyc-contracts spec alfred --format yaml --openapi 3.0\n',
  )
  .action(async (name: string, { format, openapi }: SpecFlags) => {
    const [provider] = chooseProviders([name]);
    warnIfStale([provider!]);
    const text = readFileSync(generatedPath(provider!, files[openapi]), 'utf8');
    const { renderYaml } = await import('../openapi/yaml.js');
    process.stdout.write(format === 'json' ? text : renderYaml(JSON.parse(text)));
  });
