/** Files in another encoding than UTF-8 are refused by its name: they would be read as texts that nobody has written. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundleWithPositions } from '../../src/openapi/bundle.js';
import { readNamed } from '../../src/openapi/inside-folder.js';

const folder = mkdtempSync(join(tmpdir(), 'encodings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const text = `openapi: 3.1.1\ninfo: { title: Prénom, version: '1' }\npaths: {}\n`;
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
const refused: [string, Buffer, string][] = [
  ['UTF-16 LE with its mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'is in UTF-16: save it in UTF-8'],
  ['UTF-16 LE without', Buffer.from(`${text}\n`.slice(0, 60), 'utf16le'), 'is in UTF-16: save it in UTF-8'],
  ['UTF-16 BE with its mark', swapped(Buffer.from(`\ufeff${text}`, 'utf16le')), 'is in UTF-16: save it in UTF-8'],
  ['ISO-8859-1', Buffer.from(text, 'latin1'), 'is not in UTF-8: save it in UTF-8'],
];

test.each(refused)('%s', async (name, bytes, words) => {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, bytes);
  expect(() => readNamed(file)).toThrow(words);
  await expect(bundleWithPositions(file, [folder])).rejects.toThrow(words);

  const whole = join(folder, `${name} beside.yaml`);
  writeFileSync(
    whole,
    `openapi: 3.1.1\ninfo: { $ref: '${name}.yaml#/info' }\npaths: { /a: { $ref: './${name}.yaml' } }\n`,
  );
  await expect(bundleWithPositions(whole, [folder])).rejects.toThrow(words);
});

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
])('%s is read', async (name, bytes) => {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, bytes);
  expect((await bundleWithPositions(file, [folder])).document).toMatchObject({ info: { title: 'Prénom' } });
});
