/** `npm run bench`: measures the cost of this package beside its alternatives. See README.md here. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { runVerbs } from '../src/cli/run-verbs.js';
import { packageRoot, packageVersion } from '../src/openapi/providers.js';
import { parts } from './parts/index.js';
import { benchFolder, peerVersions } from './peers.js';
import { isMet, type Row } from './row.js';
import { renderTable } from './table.js';

interface Flags {
  only?: string[];
  quick?: boolean;
  json?: boolean;
  keep?: boolean;
}

const list = Object.entries(parts).map(([name, { about }]) => `  ${name.padEnd(12)}${about}`);

const bench = new Command('bench')
  .addOption(new Option('--only <name...>', 'measure only these parts').choices(Object.keys(parts)))
  .option('--quick', 'fewer and shorter rounds: shows that it works, and little more')
  .option('--json', 'print the raw numbers as JSON, not the table')
  .option('--keep', 'put the table into bench/README.md, too')
  .addHelpText('after', `\nParts:\n${list.join('\n')}\n\nThe raw numbers of each run go to bench/results/.`)
  .action(async ({ only = Object.keys(parts), quick = false, json = false, keep = false }: Flags) => {
    const say = (line: string) => void process.stderr.write(`${line}\n`);
    if (only.some((name) => parts[name]!.ofBuild)) {
      say('building the package');
      execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--js'], { cwd: packageRoot });
    }
    const measured: (Row & { part: string })[] = [];
    for (const [at, name] of only.entries()) {
      say(`[${at + 1}/${only.length}] ${name}: ${parts[name]!.about}`);
      const rows = await parts[name]!.run({ quick, say: (line) => say(`  ${line}`) });
      measured.push(...rows.map((row) => ({ part: name, ...row })));
    }
    const machine = {
      cpus: availableParallelism(),
      memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
      node: process.version,
    };
    const versions = { 'kyc-contracts': packageVersion, ...peerVersions() };
    const at = new Date().toISOString().slice(0, 19) + 'Z';
    const rows = measured.map((row) => ({ ...row, met: isMet(row) }));
    const raw = `${JSON.stringify({ at, quick, machine, versions, rows }, null, 2)}\n`;
    const file = join(benchFolder, 'results', `${at.replaceAll(':', '-')}.json`);
    mkdirSync(join(benchFolder, 'results'), { recursive: true });
    writeFileSync(file, raw);
    const about = `${at.slice(0, 10)}, ${machine.cpus} cores, ${machine.memory}, Node.js ${machine.node}${quick ? ', --quick' : ''}`;
    const table = `${renderTable(measured)}\n\n${about}\n`;
    process.stdout.write(json ? raw : table);
    if (keep) keepTable(table);
    say(`raw numbers: bench/results/${at.replaceAll(':', '-')}.json`);
  });

function keepTable(table: string): void {
  const file = join(benchFolder, 'README.md');
  const text = readFileSync(file, 'utf8');
  const [before = '', after = ''] = text.split(/<!-- table -->[^]*<!-- end of table -->/);
  writeFileSync(file, `${before}<!-- table -->\n\n${table}\n<!-- end of table -->${after}`);
}

process.argv.splice(2, 0, 'bench');
await runVerbs('npm run', {
  bench: { description: 'measure this package beside what a user would pick instead', load: async () => bench },
});
