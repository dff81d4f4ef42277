/**
 * The workflows, run by Redocly Respect against an implementation that plays the examples of the documents: each passes
 * on the right answers, and fails where one of them is another.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { readSources, statuses, statusesWithNote } from '../../scripts/lint/provenance.js';
import { listMocked, sourcePath } from '../../src/openapi/providers.js';
import { escapeToken, operationsOf, valueAt, type JsonObject } from '../../src/openapi/document.js';
import { createResponseValidator } from '../../src/checker/validate/schema.js';
import { alfred } from './workflows/alfred.js';
import { alfredCustomers } from './workflows/alfred-customers.js';
import { loadAnswers, type Answer, type Scripted } from './workflows/answers.js';
import { play, type Received } from './workflows/implementation.js';
import { readBody } from './workflows/received-body.js';
import { runRespect, type RespectRun } from './workflows/respect.js';
import type { Played } from './workflows/script.js';
import { sila } from './workflows/sila.js';

const played: Record<string, Played> = { alfred, 'alfred-customers': alfredCustomers, sila };

/** The played implementations look at no time; the examples were made at this one. */
const inputs = { created: 1763683200 };

const folderOf = (provider: string) => join(dirname(sourcePath(provider)), 'workflows');

test('every provider with workflows has an implementation that plays them', () => {
  expect(Object.keys(played)).toEqual(listMocked().filter((provider) => existsSync(folderOf(provider))));
});

describe.each(Object.entries(played))('the workflows of %s', (provider, { scripts, handedOn, secrets }) => {
  const folder = folderOf(provider);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.arazzo.yaml'))
    .map((name) => basename(name, '.arazzo.yaml'));
  const fileOf = (name: string) => join(folder, `${name}.arazzo.yaml`);
  const workflowsOf = (name: string) => parse(readFileSync(fileOf(name), 'utf8')).workflows;

  let document: JsonObject;
  let answer: (scripted: Scripted) => Answer;
  beforeAll(async () => {
    ({ document, answer } = await loadAnswers(provider));
  });

  /** Runs several workflows in one process, on their answers one after the other. */
  async function walk(workflows: { name: string; answers: Scripted[] }[]) {
    const implementation = await play(workflows.flatMap(({ answers }) => answers.map(answer)));
    const files = workflows.map(({ name }) => fileOf(name));
    const run = await runRespect(files, { [provider]: implementation.url }, inputs);
    await implementation.close();
    return { run, received: implementation.received };
  }

  test('every workflow file has a script, and every script a file', () => {
    expect(Object.keys(scripts).sort()).toEqual(names.sort());
  });

  test.each(names)('%s is one workflow, and says where it comes from', (name) => {
    const workflows = workflowsOf(name);
    expect(workflows.map(({ workflowId }: JsonObject) => workflowId)).toEqual([name]);
    const cited = [workflows[0], ...workflows[0].steps].flatMap((node) => node['x-provenance'] ?? []);
    for (const { source, status, note } of cited) {
      expect([...readSources()]).toContain(source);
      expect(statuses).toContain(status);
      expect(note !== undefined || !statusesWithNote.includes(status)).toBe(true);
    }
  });

  describe('on the right answers', () => {
    const workflows = names.map((name) => ({ name, answers: scripts[name]!.answers }));
    let run: RespectRun;
    let received: Received[];
    beforeAll(async () => {
      ({ run, received } = await walk(workflows));
    }, 120_000);

    test('Respect passes and turns to nobody else', () => {
      expect(run.exitCode, run.output).toBe(0);
      expect(run.elsewhere).toEqual([]);
    });

    test.each(names)('%s passes, every step of it executed', (name) => {
      expect(run.workflows.find(({ workflowId }) => workflowId === name)).toEqual({
        workflowId: name,
        passed: true,
        steps: workflowsOf(name)[0].steps.map(({ stepId }: JsonObject) => stepId),
        requests: scripts[name]!.answers.length,
      });
    });

    test('every request came, in order, and none besides', () => {
      const expected = workflows.flatMap(({ answers }) => answers.map(([operationId]) => operationId));
      expect(received.map(({ operationId }) => operationId)).toEqual(expected);
    });

    test('every request is what the document asks for', async () => {
      const validator = createResponseValidator(document);
      const operations = new Map(operationsOf(document).map((operation) => [operation.operationId, operation]));
      for (const request of received) {
        const { requestBody } = operations.get(request.operationId)!;
        if (!requestBody) {
          expect(request.body).toHaveLength(0);
          continue;
        }
        const { value, pointer } = requestBody;
        const [mediaType, body] = await readBody(request, value['content'] as JsonObject);
        const mismatches = validator.at(`${pointer}/content/${escapeToken(mediaType)}/schema`)(body);
        expect(mismatches, `${request.operationId} ${JSON.stringify(body)}`).toEqual([]);
      }
    });

    test.each(handedOn)('$from hands $pointer on to $to', ({ from, pointer, to, found }) => {
      const answers = workflows.flatMap((workflow) => workflow.answers.map(answer));
      let given: unknown;
      let times = 0;
      for (const [index, request] of received.entries()) {
        const { operation, body } = answers[index]!;
        if (to.includes(operation.operationId)) {
          expect(found(request)).toBe(given);
          times += 1;
        }
        // A refusal hands nothing on.
        if (operation.operationId === from) given = valueAt(body, pointer) ?? given;
      }
      expect(times).toBeGreaterThan(0);
    });

    test('nothing that Respect prints or writes shows a secret', () => {
      for (const secret of secrets) expect(run.output + run.report).not.toContain(secret);
    });
  });

  describe('on a wrong answer', () => {
    const mutants = names.flatMap((name) =>
      Object.entries(scripts[name]!.mutants).map(([index, wrong], round) => ({
        name,
        round,
        nth: Number(index) + 1,
        wrong: wrong.flatMap((part) => (typeof part === 'object' ? Object.values(part) : part)).join(' '),
        answers: [...scripts[name]!.answers.slice(0, Number(index)), wrong],
      })),
    );
    /** Each runs one mutant of every workflow that has one left. */
    const rounds = Array.from({ length: Math.max(...mutants.map(({ round }) => round)) + 1 }, (_, round) =>
      mutants.filter((mutant) => mutant.round === round),
    );
    const walked: Awaited<ReturnType<typeof walk>>[] = [];
    beforeAll(async () => {
      for (const round of rounds) walked.push(await walk(round));
    }, 600_000);

    test.each(mutants)('$name fails at answer $nth: $wrong', ({ name, round, answers }) => {
      const { run } = walked[round]!;
      expect(run.exitCode, run.output).toBe(1);
      const workflow = run.workflows.find(({ workflowId }) => workflowId === name);
      expect(workflow).toMatchObject({ passed: false, requests: answers.length });
    });

    test('none goes on after that', () => {
      for (const [round, { run, received }] of walked.entries()) {
        const expected = rounds[round]!.flatMap(({ answers }) => answers.map(([operationId]) => operationId));
        expect(received.map(({ operationId }) => operationId)).toEqual(expected);
        expect(run.elsewhere).toEqual([]);
      }
    });
  });
});

test('a server for a source that no workflow names is ignored: the provider itself would be called', async () => {
  const implementation = await play([]);
  const files = [join(folderOf('alfred'), 'signIn.arazzo.yaml')];
  const { exitCode, elsewhere } = await runRespect(files, { alfed: implementation.url }, inputs);
  await implementation.close();
  expect(implementation.received).toEqual([]);
  expect(elsewhere).toEqual(['api-dev-services.alfredpay.app:443']);
  expect(exitCode).toBe(1);
});

test('the hash that goes with a document is that of the file', () => {
  const folder = folderOf('sila');
  const hash = createHash('sha256').update(readFileSync(join(folder, 'files', 'license.png')));
  expect(readFileSync(join(folder, 'documentsToPassed.arazzo.yaml'), 'utf8')).toContain(hash.digest('hex'));
});
