/** `npm run bench` works: no time is asserted. */
import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPeer } from '../bench/peers.js';
import { exponentOf, inTurns, isMet, type Row } from '../bench/row.js';
import { renderTable } from '../bench/table.js';
import { packageRoot } from '../src/openapi/providers.js';

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

const bench = (...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    const command = ['--import', 'tsx', 'bench/command.ts', ...args];
    execFile(process.execPath, command, { cwd: packageRoot }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

describe('npm run bench', () => {
  it('measures one part, says what it does, and keeps the raw numbers with versions and machine', async () => {
    const { code, stdout, stderr } = await bench('--only', 'validators', '--quick', '--json');
    expect(stderr).toContain('[1/1] validators: ');
    const file = /^raw numbers: (bench\/results\/\S+\.json)$/m.exec(stderr)?.[1];
    const raw = readFileSync(join(packageRoot, file!), 'utf8');
    rmSync(join(packageRoot, file!));
    expect(code).toBe(0);
    expect(raw).toBe(stdout);
    const { machine, versions, rows } = JSON.parse(raw) as Record<string, any>;
    expect(Object.keys(machine as object)).toEqual(['cpus', 'memory', 'node']);
    expect(versions).toMatchObject({ 'openapi-fetch': expect.stringMatching(/^\d/), schemathesis: expect.any(String) });
    expect((rows as { part: string; ours: number[] }[]).map(({ part, ours }) => [part, ours.length])).toEqual(
      Array(3).fill(['validators', 1]),
    );
  });

  it('refuses a part that is not there, naming those that are', async () => {
    const { code, stderr } = await bench('--only', 'sandbocks');
    expect(code).toBe(2);
    expect(stderr).toMatch(/sandbocks.*sandbox, shared, start, generate, client, imports, check, validators/);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('names a peer that is not installed, with the line that installs it', () => {
    const said: string[] = [];
    expect(findPeer('prism', (line) => said.push(line), join(packageRoot, 'docs'))).toBeUndefined();
    expect(said).toEqual([
      'prism is not installed, so nothing is compared with it: npm ci --ignore-scripts --prefix bench',
    ]);
  });

  it('takes the ratio of each round, and says how far they lie apart', () => {
    const row: Row = {
      what: 'calls',
      unit: 'ms',
      ours: [2, 4, 6],
      peer: { name: 'peer', samples: [1, 1, 2] },
      target: { atMost: 3 },
    };
    expect(isMet(row)).toBe(true);
    expect(isMet({ ...row, target: { atLeast: 3.5 } })).toBe(false);
    const [, , line] = renderTable([row]).split('\n');
    expect(line).toBe('| calls | 4 ± 50 % ms | peer 1 ± 50 % ms | 3 (2 to 4)            | ≤ 3, met |');
  });

  it('takes turns, and leaves out what is not there', async () => {
    const order: string[] = [];
    const subject = (name: string) => async () => order.push(name);
    const samples = await inTurns(2, { a: subject('a'), b: undefined, c: subject('c') });
    expect(order).toEqual(['a', 'c', 'a', 'c']);
    expect(samples).toEqual({ a: [1, 3], b: [], c: [2, 4] });
  });

  it('fits an exponent without what stands at the start', () => {
    const sizes = [1, 10, 100, 1000];
    expect(
      exponentOf(
        sizes,
        sizes.map((size) => 5 + size ** 2),
      ),
    ).toBeCloseTo(2, 1);
    expect(
      exponentOf(
        sizes,
        sizes.map((size) => 50 + 3 * size),
      ),
    ).toBeCloseTo(1, 1);
  });
});
