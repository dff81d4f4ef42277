/** What any verb, or a library in it, writes: no text in it commands a CI system, and no error comes with its stack. */
import { describe, expect, test } from 'vitest';
import { guardOutput, shortenErrors, withoutPassword, writeCommands } from '../../src/cli/output.js';
import { stateError } from '../../src/cli/sandbox/open-store.js';

/** What a guarded stream passes on of these chunks. */
function pass(...chunks: (string | Uint8Array)[]): string {
  let written = '';
  const stream = { write: (chunk: string | Uint8Array) => ((written += Buffer.from(chunk).toString()), true) };
  guardOutput([stream as never]);
  for (const chunk of chunks) (stream.write as (chunk: unknown) => boolean)(chunk);
  return written;
}

/** As GitHub's runner reads a line: blanks, then the command. */
const isCommand = (line: string) => /^[\s\u0085]*::/.test(line) || /##\w*\[/.test(line);
const commands = (text: string) => text.split(/[\n\r\u0085\u2028\u2029]/).filter(isCommand);

describe('a marker in what is written is harmless', () => {
  test.each([
    ['at the start', '::error::x'],
    ['after a line feed', 'a\n::stop-commands::t'],
    ['after a carriage return', 'a\r::add-mask::t'],
    ['after blanks', 'a\n \t\u00a0\ufeff::set-output name=x::y'],
    ['after a line separator', 'a\u2028::debug::x'],
    ['after a next line character', 'a\u0085::debug::x'],
    ['of the older form, anywhere', 'a ##[command]rm b'],
    ['of Azure', 'a ##vso[task.setvariable variable=x]y'],
    ['of TeamCity', "a ##teamcity[buildStop comment='x']"],
  ])('%s', (_, text) => {
    expect(commands(text).length).toBeGreaterThan(0);
    expect(commands(pass(text))).toEqual([]);
    expect(commands(pass(Buffer.from(text)))).toEqual([]);
  });

  test.each(['section_start:1:x\n', 'section_end:1:x', 'travis_fold:start:x'])('%j of a section', (text) => {
    expect(pass(text)).not.toContain(text.slice(0, text.indexOf(':') + 1));
  });

  test('that begins a chunk after a line feed of its own chunk', () => {
    expect(commands(pass('a\n', '::error::x\n'))).toEqual([]);
  });
});

test.each(['a::b', 'C::D\n', 'Foo::Bar', '# [x](y)', '#[a]', 'a: :b'])('%j stays as it is', (text) => {
  expect(pass(text)).toBe(text);
});

test('JSON means the same afterwards', () => {
  const value = { name: '##[group]', other: '::error::' };
  expect(JSON.parse(pass(JSON.stringify(value, undefined, 2)))).toEqual(value);
});

test('commands that are meant pass', () => {
  let written = '';
  const stream = { write: (chunk: string) => ((written += chunk), true) };
  guardOutput([stream as never]);
  writeCommands(stream as never, ['::error title=x::y']);
  expect(written).toBe('::error title=x::y\n');
});

test('an error that a library writes is its first line', () => {
  const said: unknown[][] = [];
  const output = { error: (...parts: unknown[]) => void said.push(parts) } as unknown as Console;
  shortenErrors(output);
  output.error('about', new TypeError('no space\nat all'));
  expect(said).toEqual([['about', 'no space']]);
});

test.each([
  'postgres://u:SECRET@host/db',
  'postgres://u:SEC/#?RET@host/db',
  'postgres://u:SEC\'"RET@host/db',
  'postgres://u:SEC RET@host/db',
  'postgres://host/db?user=u&password=SECRET',
  'postgres://host/db?Password=SEC@RET&user=u',
])('the password in %s is hidden, and the database is named', (url) => {
  const { message } = stateError(url, new Error('no'));
  expect(withoutPassword(message)).not.toMatch(/SEC|RET/);
  expect(withoutPassword(message)).toMatch(/^--state postgres:\/\/\S*host\/db\S* cannot be used: no$/);
});

test('what has no password stays as it is', () => {
  const text = 'see "https://a.example/?q=1", or ask a@b.example: password=';
  expect(withoutPassword(text)).toBe(text);
});
