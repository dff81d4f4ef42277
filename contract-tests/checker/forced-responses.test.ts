/** What a recipe has the control API force proves nothing of other requests, and is used up when its case is over. */
import { expect, test } from 'vitest';
import { checkContract, noRecipes, type CaseResult } from '../../src/checker/index.js';
import type { Recipe } from '../../src/checker/recipes/recipe.js';
import type { PhaseName } from '../../src/checker/selection.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { inProcess } from '../support/in-process.js';

const session = { statusCode: 202, message: 'my-info', data: { uid: '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f' } };

/** A success of `myInfo` that its recipe forces. */
const forced = (times: number, more: object = {}): Recipe => ({
  given: [
    {
      control: 'forceResponse',
      patch: { provider: 'alfred', operationId: 'myInfo', status: 202, body: session, times, ...more },
    },
  ],
});

async function check(phases: PhaseName[], recipes: Record<string, Recipe>) {
  const sandbox = createSandbox();
  const { cases } = await checkContract({
    ...inProcess('alfred'),
    recipes: { ...noRecipes, of: new Map([['myInfo', recipes]]) },
    timeout: 5,
    selection: { phases, operations: ['myInfo'] },
    keep: true,
    fetch: sandbox.fetch,
  });
  const { entries } = await sandbox.snapshot();
  return { cases, left: JSON.stringify(entries).includes('0f0f0f0f') };
}

const named = (cases: readonly CaseResult[]) => new Set(cases.map(({ example }) => example));

test.each(['negatives', 'positives'] as const)('%s are made of a success that nobody forces', async (phase) => {
  const { cases } = await check([phase], { deposit: forced(3), withdrawal: { request: true } });
  expect(named(cases)).toEqual(new Set(['withdrawal']));
  expect(cases.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(cases.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(3);
});

test.each(['negatives', 'positives'] as const)('%s: where all are forced, nothing is claimed', async (phase) => {
  const { cases } = await check([phase], { deposit: forced(3), withdrawal: forced(3) });
  expect(cases).toMatchObject([{ outcome: 'skipped', reason: /its success is forced by its recipe/ }].map(expectAny));
});

const expectAny = ({ outcome, reason }: { outcome: string; reason: RegExp }) => ({
  outcome,
  reason: expect.stringMatching(reason) as string,
});

test('what is left of a forced answer meets nobody', async () => {
  const { cases, left } = await check(['examples'], {
    deposit: forced(3),
    balanceMissing: { patch: { balance: null } },
  });
  const outcomes = new Map(cases.map(({ example, outcome }) => [example, outcome]));
  expect(outcomes.get('deposit')).toBe('passed');
  expect(outcomes.get('balanceMissing')).toBe('passed');
  expect(left).toBe(false);
});

test('nor after a case whose own request was never sent', async () => {
  const broken: Recipe = { given: [...(forced(15).given ?? []), { operation: 'loginSofKyc', status: 404 }] };
  const { cases, left } = await check(['examples'], { deposit: broken });
  expect(cases.find(({ example }) => example === 'deposit')?.violations[0]?.code).toBe('state-before');
  expect(left).toBe(false);
});
