/** What Redocly alone, and our rules with it, say of each case of the corpus. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { classify, type Change } from '../../src/diff/diff.js';
import type { RedoclyChange } from '../../src/diff/redocly.js';
import { upgradeSchemas } from '../../src/openapi/upgrade.js';
import type { Case, Label } from './corpus.js';

export interface Answer {
  /** `breaking` for a major step, `compatible` for any other change, `none` where it sees nothing. */
  redocly: 'breaking' | 'compatible' | 'none';
  ours: Label;
  changes: Change[];
}

export async function answersTo(cases: readonly Case[]): Promise<Answer[]> {
  // Redocly alone gets the documents as they are, our rules get what it says of the upgraded ones.
  const upgraded = cases.map((item) => ({ old: upgradeSchemas(item.old), new: upgradeSchemas(item.new) }));
  const alone = await redoclyOn(cases);
  // Only those of OpenAPI 3.0 are others than before.
  const others = upgraded.flatMap((pair, index) => (isSame(pair, cases[index]!) ? [] : [index]));
  const again = await redoclyOn(others.map((index) => upgraded[index]!));
  const found = alone.map((changes, index) => again[others.indexOf(index)] ?? changes);
  return cases.map((_, index) => {
    const { old, new: now } = upgraded[index]!;
    const changes = classify(old, now, found[index]!);
    const impacts = alone[index]!.filter((change) => change.typeName !== 'Info' || change.property !== 'version');
    return {
      redocly: impacts.some(({ impact }) => impact === 'major')
        ? 'breaking'
        : impacts.length > 0
          ? 'compatible'
          : 'none',
      ours: gravest(changes),
      changes,
    };
  });
}

const isSame = (a: { old: object; new: object }, b: { old: object; new: object }): boolean =>
  JSON.stringify([a.old, a.new]) === JSON.stringify([b.old, b.new]);

const order = ['breaking', 'compatible', 'evidence', 'documentation'] as const;

export const gravest = (changes: readonly Change[]): Label =>
  order.find((name) => changes.some((change) => change.class === name)) ?? 'none';

async function redoclyOn(pairs: readonly { old: object; new: object }[]): Promise<RedoclyChange[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'diff-corpus-'));
  try {
    for (const [index, pair] of pairs.entries()) {
      writeFileSync(join(folder, `${index}.old.json`), JSON.stringify(pair.old));
      writeFileSync(join(folder, `${index}.new.json`), JSON.stringify(pair.new));
    }
    const batch = fileURLToPath(new URL('redocly-batch.mjs', import.meta.url));
    const child = spawn(process.execPath, [batch, folder], {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], REDOCLY_TELEMETRY: 'off' },
    });
    await new Promise((resolve) => child.once('close', resolve));
    return pairs.map((_, index) => {
      const report = JSON.parse(readFileSync(join(folder, `${index}.json`), 'utf8')) as { changes: RedoclyChange[] };
      return report.changes;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
