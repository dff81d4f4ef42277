/** What a check tells while it runs, in which order, and that whoever stops listening ends it. */
import { afterAll, expect, test } from 'vitest';
import { check, noRecipes, type CheckEvent } from '../../src/checker/index.js';
import { answer, document, id, serve, stopServers } from './reports/check-report.js';

afterAll(stopServers);

const optionsFor = (url: URL) => ({
  ...{ document, url, recipes: noRecipes, credentials: {}, honoursPrefer: false, timeout: 5, maxBodySize: 1024 },
  selection: { phases: ['examples' as const, 'negatives' as const] },
});

test('events come in their order, and every planned case of the examples is told once', async () => {
  const events: CheckEvent[] = [];
  for await (const event of check(optionsFor(await serve(answer({ id, reference: 'r' }))))) events.push(event);
  const types = events.map(({ type }) => type).filter((type) => type !== 'progress');
  const told = types.filter((type, index) => type !== types[index - 1]);
  expect(told).toEqual([
    'started',
    'planned',
    ...['phaseStarted', 'caseFinished', 'phaseFinished'],
    ...['phaseStarted', 'caseFinished', 'phaseFinished'],
    'finished',
  ]);
  const [planned] = events.flatMap((event) => (event.type === 'planned' ? [event.planned] : []));
  const finished = events.flatMap((event) => (event.type === 'caseFinished' ? [event.result] : []));
  expect(finished.filter(({ phase }) => phase === 'examples')).toHaveLength(
    planned!.filter(({ phase }) => phase === 'examples').length,
  );
  expect(events.at(-1)).toMatchObject({ type: 'finished', coverage: expect.any(Array) });
});

test('where a phase breaks off, what it has found is told before the check does', async () => {
  const operation = (operationId: string) => ({ operationId, responses: { 200: { description: 'ok' } } });
  const paths = { '/a': { get: operation('a') }, '/b': { get: operation('b') } };
  let asked = 0;
  const recipes = {
    ...noRecipes,
    get closed() {
      if (++asked === 2) throw new Error('of the second operation');
      return noRecipes.closed;
    },
  };
  const options = {
    ...optionsFor(
      await serve((request, response) => response.writeHead(/[ab]$/.test(request.url ?? '') ? 200 : 404).end()),
    ),
    document: { openapi: '3.1.1', info: { title: 'T', version: '1' }, paths },
    recipes,
    selection: { phases: ['positives' as const] },
  };
  const events: CheckEvent[] = [];
  const run = async () => {
    for await (const event of check(options)) events.push(event);
  };
  await expect(run()).rejects.toThrow('of the second operation');
  const told = events.flatMap((event) => (event.type === 'caseFinished' ? [event.result.operationId] : []));
  expect(new Set(told)).toEqual(new Set(['a']));
});

test('a listener that stops ends the check', async () => {
  let requests = 0;
  const url = await serve((request, response) => {
    requests += 1;
    answer({ id, reference: 'r' })(request, response);
  });
  for await (const event of check(optionsFor(url))) if (event.type === 'planned') break;
  const before = requests;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(requests).toBe(before);
});
