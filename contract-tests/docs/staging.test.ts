/** A built folder takes the place of the last one as a whole, or not at all. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { buildInto } from '../../scripts/docs/staging.js';

const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a folder is replaced', () => {
  const write = (name: string) => async (into: string) => writeFileSync(join(into, name), '');
  const names = (of: string) => readdirSync(of).filter((name) => !name.startsWith('.'));

  test('as a whole', async () => {
    const out = join(folder, 'whole');
    await buildInto(out, write('first'));
    await buildInto(out, write('second'));
    expect(names(out)).toEqual(['second']);
  });

  test('not at all when building fails', async () => {
    const out = join(folder, 'failing');
    await buildInto(out, write('first'));
    await expect(buildInto(out, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(names(out)).toEqual(['first']);
    expect(readdirSync(folder).filter((name) => name.startsWith('.failing'))).toEqual([]);
  });

  test.each([
    ['below a file', () => join(folder, 'file', 'site')],
    ['where nothing can be made', () => '/proc/kyc-contracts-site'],
  ])('refused in a sentence %s', async (_, out) => {
    writeFileSync(join(folder, 'file'), '');
    const refused = { exitCode: 2, message: expect.stringMatching(/ cannot be made \(\w+\): name another folder/) };
    await expect(buildInto(out(), write('first'))).rejects.toThrow(expect.objectContaining(refused));
  });

  test('never when it holds files of somebody else', async () => {
    const out = join(folder, 'foreign');
    mkdirSync(out);
    writeFileSync(join(out, 'thesis.tex'), '');
    await expect(buildInto(out, write('first'))).rejects.toThrow(expect.objectContaining({ exitCode: 2 }));
    expect(names(out)).toEqual(['thesis.tex']);
  });
});
