/**
 * `npm run diff-corpus`: writes the table of the corpus into the docs. Where oasdiff is installed
 * (`go install github.com/oasdiff/oasdiff@latest`) it is asked anew; else its answers are those of oasdiff.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { formatAs } from '../../scripts/format.js';
import { answersTo } from './answers.js';
import { readCorpus } from './corpus.js';
import { askOasdiff, findOasdiff, readMeasured, writeMeasured } from './oasdiff.js';
import { renderTable, tableFile } from './table.js';

const cases = readCorpus();
const answers = await answersTo(cases);
const command = findOasdiff();
if (command) writeMeasured(askOasdiff(command, cases));
else console.log('SKIPPED oasdiff: it is not installed (go install github.com/oasdiff/oasdiff@latest)');
const [head = ''] = readFileSync(tableFile, 'utf8').split('<!-- table -->');
const page = `${head}<!-- table -->\n\n${renderTable(cases, answers, readMeasured())}\n`;
writeFileSync(tableFile, await formatAs(tableFile, page));
const wrong = cases.filter((item, index) => item.is !== answers[index]!.ours);
for (const { name, is } of wrong) console.error(`not as labelled (${is}): ${name}`);
console.log(`${cases.length - wrong.length} of ${cases.length} as labelled; written: docs/guides/diff-corpus.md`);
