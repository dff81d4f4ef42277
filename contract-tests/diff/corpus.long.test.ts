/** The verdict on every labelled change, with the real Redocly, and the table of them in the docs. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { diffDocuments, classify } from '../../src/diff/diff.js';
import { upgradeSchemas } from '../../src/openapi/upgrade.js';
import { answersTo, gravest, type Answer } from './answers.js';
import { readCorpus } from './corpus.js';
import { askOasdiff, findOasdiff, readMeasured } from './oasdiff.js';
import { renderTable, tableFile } from './table.js';

const cases = readCorpus();
let answers: Answer[];
beforeAll(async () => {
  answers = await answersTo(cases);
});

describe('labelled changes', () => {
  test('there are hundreds, each with a name of its own', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    expect(cases.length).toBeGreaterThan(400);
  });

  test.each(cases.map(({ name, is }, index) => ({ name, is, index })))('$name: $is', ({ is, index }) => {
    const { ours, changes } = answers[index]!;
    expect(ours, JSON.stringify(changes, null, 2)).toBe(is);
  });

  test('where the class is not the one that follows from Redocly, the change says so', () => {
    for (const { changes } of answers) {
      const breaking = changes.filter((change) => change.class === 'breaking');
      for (const { class: name, redocly, correction } of changes) {
        if (name === 'breaking') expect(correction === undefined).toBe(redocly?.impact === 'major');
        else if (correction !== undefined) expect(redocly?.impact).toBe('major');
        else if (redocly?.impact === 'major') expect(breaking).not.toHaveLength(0);
      }
    }
  });

  test('oasdiff has been asked about every one, and says the same where it is installed', () => {
    const { answers: measured, version } = readMeasured();
    expect(cases.map(({ name }) => name).filter((name) => measured[name] === undefined)).toEqual([]);
    const command = findOasdiff();
    if (command === undefined) return console.log(`SKIPPED: oasdiff is not installed; ${version} was measured`);
    const some = cases.filter((_, index) => index % 50 === 0);
    const now = askOasdiff(command, some);
    if (now.version !== version) return console.log(`SKIPPED: oasdiff ${now.version} is here, ${version} was measured`);
    expect(now.answers).toEqual(Object.fromEntries(some.map(({ name }) => [name, measured[name]])));
  });

  test('the table in the docs is of these answers: npm run diff-corpus writes it', () => {
    const cells = (text: string) => text.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');
    expect(cells(readFileSync(tableFile, 'utf8'))).toContain(cells(renderTable(cases, answers, readMeasured())));
  });
});

test('where Redocly is not installed, our rules alone come to the same class', () => {
  for (const item of cases) {
    const changes = classify(upgradeSchemas(item.old), upgradeSchemas(item.new));
    const said = gravest(changes);
    // Another order says nothing: only Redocly tells it.
    if (said !== 'none') expect(said, item.name).toBe(item.is);
    else expect(['documentation', 'none'], item.name).toContain(item.is);
    expect(
      changes.filter(({ redocly, correction }) => redocly ?? correction),
      item.name,
    ).toEqual([]);
  }
});

test('a pair alone gets the verdict that it gets among the others', async () => {
  for (const index of [0, Math.floor(cases.length / 2), cases.length - 1]) {
    const { old, new: now } = cases[index]!;
    expect((await diffDocuments(old, now)).changes).toEqual(answers[index]!.changes);
  }
});
