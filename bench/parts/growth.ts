/**
 * Growth of time with the size of a document: each verb on synthetic documents, and the exponent of the fitted power.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';
import { CliError } from '../../src/openapi/cli-error.js';
import { benchFolder } from '../peers.js';
import { startServer, timeOf } from '../processes.js';
import { exponentOf, type Part, type Row } from '../row.js';
import { writeSynthetic } from '../synthetic.js';

export const growth: Part = {
  about: 'CPU time of lint, generate, mock and check on made-up documents of 10 to 3,000 operations: the exponents',
  async run({ quick, say }) {
    const sizes = quick ? [10, 40, 160] : [10, 100, 1000, 3000];
    const times: Record<string, number[]> = {};
    for (const size of sizes) {
      for (const [verb, seconds] of Object.entries(await measure(size))) {
        (times[verb] ??= []).push(seconds);
        say(`${size} operations, ${verb}: ${seconds.toFixed(2)} s CPU`);
      }
    }
    return Object.entries(times).map(([verb, seconds]): Row => ({
      what: `growth of ${verb}, ${sizes[0]} to ${sizes.at(-1)} operations (${seconds.map((one) => one.toFixed(1)).join(', ')} s CPU)`,
      unit: '(exponent)',
      ours: [exponentOf(sizes, seconds)],
      target: { atMost: 1.1 },
    }));
  },
};

/** CPU time in seconds, by verb. */
async function measure(operations: number): Promise<Record<string, number>> {
  const root = mkdtempSync(join(tmpdir(), 'kyc-growth-'));
  try {
    for (const part of [
      'package.json',
      '.oxfmtrc.json',
      'redocly.yaml',
      'scripts',
      'src',
      'spec/sandbox',
      'spec/sources.yaml',
      'generated/sandbox',
    ]) {
      cpSync(join(packageRoot, part), join(root, part), { recursive: true });
    }
    symlinkSync(join(packageRoot, 'node_modules'), join(root, 'node_modules'));
    const folder = join(root, 'spec', 'synthetic');
    mkdirSync(folder);
    writeSynthetic(folder, operations);
    const run = async (codes: readonly number[], ...args: string[]) => {
      const { cpu, code, stdout, stderr } = await timeOf(process.execPath, ['--import', 'tsx', ...args]);
      if (!codes.includes(code))
        throw new CliError(`${args.join(' ')} ended with ${code}: ${`${stdout}${stderr}`.slice(-2000)}`, 1);
      return cpu / 1000;
    };
    const repository = join(root, 'scripts', 'repository.ts');
    const command = join(root, 'src', 'cli', 'kyc-contracts.ts');
    const bundle = join(root, 'generated', 'synthetic', 'openapi.json');
    writeFileSync(join(folder, '..', 'sources.yaml'), 'bench:\n  title: Made up\n  read: 2026-01-01\n');
    // The document has no recipes, and lint reports that for each response.
    const lint = await run([1], repository, 'lint', 'synthetic');
    const generate = await run([0], repository, 'generate', 'synthetic', '--no-cache');
    const mock = await startServer(
      (port) => ['--import', 'tsx', command, 'mock', 'synthetic', '--port', String(port)],
      '/things-1/one',
    );
    await mock.stop();
    const target = await startServer(
      (port) => ['--import', 'tsx', join(benchFolder, 'servers', 'synthetic.ts'), String(port)],
      '/',
    );
    try {
      // The check finds violations, the same few in each operation.
      const check = await run([0, 1], command, 'check', '--spec', bundle, '--url', target.url);
      return { lint, generate, 'mock start': mock.startedWith / 1000, check };
    } finally {
      await target.stop();
    }
  } finally {
    rmSync(root, { recursive: true });
  }
}
