/**
 * `npm run diff-corpus`: writes the table of the corpus into the docs. With `-- --oasdiff`, it prints what oasdiff says
 * beside the labels (`go install github.com/oasdiff/oasdiff@latest`; without it, it says so and goes on).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answersTo } from './answers.js';
import { readCorpus, type Case } from './corpus.js';
import { renderTable, tableFile } from './table.js';

const cases = readCorpus();
const answers = await answersTo(cases);
const [head = ''] = readFileSync(tableFile, 'utf8').split('<!-- table -->');
writeFileSync(tableFile, `${head}<!-- table -->\n\n${renderTable(cases, answers)}\n`);
execFileSync('npx', ['prettier', '--write', tableFile], { stdio: 'ignore', shell: process.platform === 'win32' });
const wrong = cases.filter((item, index) => item.is !== answers[index]!.ours);
for (const { name, is } of wrong) console.error(`not as labelled (${is}): ${name}`);
console.log(`${cases.length - wrong.length} of ${cases.length} as labelled; written: docs/guides/diff-corpus.md`);
if (process.argv.includes('--oasdiff')) compareWithOasdiff(cases);

function compareWithOasdiff(all: readonly Case[]): void {
  const places = ['oasdiff', join(process.env['GOPATH'] ?? join(process.env['HOME'] ?? '', 'go'), 'bin', 'oasdiff')];
  const command = places.find((name) => spawnSync(name, ['--version']).status === 0);
  if (command === undefined) {
    console.log('SKIPPED oasdiff: it is not installed (go install github.com/oasdiff/oasdiff@latest)');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'oasdiff-'));
  const counts = { agrees: 0, errors: 0, refused: 0 };
  for (const item of all) {
    const [old, now] = [join(folder, 'old.json'), join(folder, 'new.json')];
    writeFileSync(old, JSON.stringify(item.old));
    writeFileSync(now, JSON.stringify(item.new));
    const { status, stdout } = spawnSync(command, ['breaking', old, now, '--format', 'json'], { encoding: 'utf8' });
    if (status !== 0) counts.refused += 1;
    else {
      const found = JSON.parse(stdout || '[]') as unknown;
      const isBreaking = Array.isArray(found) && found.some(({ level }: { level: number }) => level === 3);
      if (isBreaking === (item.is === 'breaking')) counts.agrees += 1;
      else {
        counts.errors += 1;
        console.log(`  ${item.name}: labelled ${item.is}, oasdiff ${isBreaking ? 'breaking' : 'not breaking'}`);
      }
    }
  }
  rmSync(folder, { recursive: true });
  console.log(
    `oasdiff agrees on ${counts.agrees} of ${all.length}, errs on ${counts.errors}, cannot read ${counts.refused}`,
  );
}
