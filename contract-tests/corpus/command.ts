/**
 * `npm run corpus -- FILE...`: each OpenAPI document is served by a mock and checked against it; prints a table of how
 * many of its operations were exercised. The documents are not part of this repository: README.md lists those that were
 * measured, by name, size and digest.
 */
import { resolve } from 'node:path';
import { measure, type Measured } from './measure.js';

const files = process.argv.slice(2);
if (files.length === 0 || files.some((file) => file.startsWith('-'))) {
  console.error('npm run corpus -- FILE...: give it the OpenAPI documents to check');
  process.exit(2);
}

const share = ({ operations, exercised }: Measured) => (operations === 0 ? 0 : exercised / operations);
const percent = (number: number) => `${(number * 100).toFixed(0)} %`;

const all: Measured[] = [];
console.log('| document | bytes | SHA-256 | operations | exercised | share | failed cases | exit | |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
for (const file of files) {
  const one = await measure(resolve(file), 600);
  const { name, bytes, digest, operations, exercised, failed, exitCode, trouble, reason = '' } = one;
  const row = [
    name,
    bytes,
    digest,
    operations,
    exercised,
    percent(share(one)),
    failed,
    exitCode ?? '',
    trouble ?? reason,
  ];
  console.log(`| ${row.join(' | ')} |`);
  all.push(one);
}
const sorted = all.map(share).sort((a, b) => a - b);
const refused = all.filter(({ trouble }) => trouble !== undefined).length;
console.log(
  `\n${all.length} documents; ${refused} refused or given up; median share of operations exercised: ${percent(sorted[sorted.length >> 1]!)}`,
);
