/** The score of a document is printed by lint, and may not fall. */
import { expect, test } from 'vitest';
import { findFallen, mostOperations, readFloors, renderScores, scoreDocument } from '../../scripts/lint/scores.js';
import { documentOf } from '../support/generated.js';
import type { JsonObject } from '../../src/openapi/document.js';
import { listProviders } from '../../src/openapi/providers.js';

const alfred = documentOf('alfred');

test('a document that says less falls below its floor', () => {
  const sound = scoreDocument('alfred', alfred);
  expect(findFallen([sound])).toEqual([]);

  const silent = JSON.parse(JSON.stringify(alfred), (key, value: unknown) =>
    key === 'description' && typeof value === 'string' ? undefined : value,
  ) as JsonObject;
  const fallen = scoreDocument('alfred', silent);
  expect(fallen.score).toBeLessThan((sound.score ?? 0) - 5);
  expect(findFallen([fallen])).toEqual([
    expect.stringMatching(/^redocly score of alfred fell from [\d.]+ to [\d.]+: say what it lacks, or lower scripts/),
  ]);
}, 60_000);

const withOperations = (count: number): JsonObject => {
  const operation = (operationId: string): JsonObject => ({
    get: {
      operationId,
      parameters: [{ name: 'a', in: 'query', schema: { type: 'string' } }],
      responses: { 200: { description: 'ok', content: { 'application/json': { schema: { type: 'object' } } } } },
    },
  });
  const paths = Object.fromEntries(Array.from({ length: count }, (_, index) => [`/p${index}`, operation(`o${index}`)]));
  return { openapi: '3.1.0', info: { title: 'Made up', version: '1' }, paths };
};

test('a document of more than a thousand operations has a score, too', () => {
  expect(scoreDocument('large', withOperations(1_500), {}).score).toBeGreaterThan(0);
}, 60_000);

test('one for which Redocly would take a quarter of an hour is said to have none', () => {
  const scores = [scoreDocument('huge', withOperations(mostOperations + 1), { huge: 80 })];
  expect(findFallen(scores)).toEqual([]);
  expect(renderScores(scores)).toBe('redocly score: huge not scored (more than 2000 operations)');
});

test('lint prints each score, with what to do about its floor', () => {
  expect(
    renderScores([
      { provider: 'a', score: 80, floor: 80 },
      { provider: 'b', score: 81.5, floor: 80 },
      { provider: 'c', score: 70, floor: undefined },
    ]),
  ).toBe(
    'redocly score: a 80, b 81.5 (raise its floor of 80 in scripts/lint/score-floors.json), ' +
      'c 70 (no floor yet: scripts/lint/score-floors.json)',
  );
});

test('floors are those of documents that there are', () => {
  expect(Object.keys(readFloors()).filter((name) => !listProviders().includes(name))).toEqual([]);
});
