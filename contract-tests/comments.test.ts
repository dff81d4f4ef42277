/** The bound of comments in src/ (CONTRIBUTING.md). */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../src/openapi/providers.js';

const longest = 3;

/**
 * The lines of comments that are too long. Tags (`@param`, `@example`) and lists do not count: an editor shows them to
 * those who call what they describe, item by item.
 */
function longComments(source: string): number[] {
  return [...source.matchAll(/^[ \t]*(\/\*\*[\s\S]*?\*\/|\/\/.*(\n[ \t]*\/\/.*)*)/gm)]
    .filter(([comment]) => proseOf(comment) > longest)
    .map(({ index }) => source.slice(0, index).split('\n').length);
}

function proseOf(comment: string): number {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*(\/\*\*|\*\/|\*|\/\/) ?|\*\/$/g, ''));
  const [prose = ''] = lines.join('\n').split(/^@/m, 1);
  return prose.split('\n').filter((line) => line.trim() !== '' && !/^(- | {2})/.test(line)).length;
}

test('a comment in src/ › has at most three lines of prose', () => {
  const files = readdirSync(join(packageRoot, 'src'), { recursive: true, encoding: 'utf8' });
  const found = files
    .filter((file) => /\.c?ts$/.test(file))
    .flatMap((file) => {
      const lines = longComments(readFileSync(join(packageRoot, 'src', file), 'utf8'));
      return lines.map((line) => `src/${file}:${line}`);
    });
  expect(found).toEqual([]);
});

test.each([
  ['/** One. */', []],
  ['/**\n * One.\n * Two.\n * Three.\n * @param one\n *   of two lines\n */', []],
  ['/**\n * One.\n *\n * - two\n *   of two lines\n * - three\n * - four\n */', []],
  ['one();\n/**\n * One.\n * Two.\n * Three.\n * Four.\n */', [2]],
  ['// One.\n// Two.\n// Three.\none();', []],
  ['  // One.\n  // Two.\n  // Three.\n  // Four.', [1]],
])('%j › long comments are at the lines %j', (source, lines) => {
  expect(longComments(source)).toEqual(lines);
});
