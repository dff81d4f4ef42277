/**
 * `kyc-contracts generate [provider...]`: writes `generated/` from the documents in `spec/`: bundles for other tools,
 * TypeScript types, a client and validators. The output is deterministic. `--check` writes nothing, and fails if a file
 * differs from its expected content.
 */
import { Command } from 'commander';
import { generateAll, type Outcome } from './generate/all.js';
import { CliError } from '../src/openapi/cli-error.js';

export const generate = new Command('generate')
  .argument('[provider...]', 'which providers to generate; all of them when none is named')
  .option('--check', 'write nothing; exit 1 and name each file that is not up to date')
  .option('--no-cache', 'take nothing from what was generated before on this machine')
  .addHelpText(
    'after',
    `
Each provider gets openapi.json (one file, OpenAPI 3.1), openapi-3.0.json (with a list of what 3.0 cannot say),
openapi-codegen.json (without unions, for code generators, with a list of what it cannot say),
types.ts, client.ts, validators.js and validators.d.ts. Nothing is written unless every document is sound.
What has not changed since the last time, by a digest in node_modules/.cache, stays as it is.

Exit codes:
  0  written, or up to date
  1  --check found a file that is stale, missing or superfluous
  2  a document is broken (file, line and column are printed), or an argument is wrong

Examples:
  kyc-contracts generate
  kyc-contracts generate sila --check
`,
  )
  .action(async (names: string[], { check = false, cache }: { check?: boolean; cache: boolean }) => {
    const outcomes = await generateAll(names, { write: !check, anew: !cache });
    if (check) throwIfStale(outcomes);
    for (const { provider, files, differences, milliseconds } of outcomes) {
      const changed = check ? 'up to date' : `${differences.length} changed`;
      console.log(`${provider}: ${files} files, ${changed}, ${milliseconds} ms`);
    }
  });

function throwIfStale(outcomes: readonly Outcome[]): void {
  const lines = outcomes.flatMap(({ differences }) =>
    differences.map(({ file, kind }) => `generated/${file} is ${kind}: run npm run generate`),
  );
  if (lines.length > 0) throw new CliError(lines.join('\n'), 1);
}
