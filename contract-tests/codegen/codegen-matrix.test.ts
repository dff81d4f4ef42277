/** The matrix without its toolchains: what it skips, when that is a failure, and what it would call a loss. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { codegenMatrix } from '../../scripts/codegen-matrix.js';
import { factsOf } from '../../scripts/codegen-matrix/facts.js';
import { lossesIn, lossesOnTheWay } from '../../scripts/codegen-matrix/losses.js';
import { python } from '../../scripts/codegen-matrix/python.js';
import { renderMatrix } from '../../scripts/codegen-matrix/table.js';
import { listMocked } from '../../src/openapi/providers.js';

describe('without any toolchain', () => {
  const nowhere = mkdtempSync(join(tmpdir(), 'kyc-no-tools-'));
  let printed = '';

  beforeEach(() => {
    vi.stubEnv('PATH', nowhere);
    printed = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += String(text)), true));
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    rmSync(nowhere, { recursive: true, force: true });
  });

  const matrix = (...args: string[]) => codegenMatrix.parseAsync(args, { from: 'user' });

  test('every row is skipped, and says what is missing', async () => {
    await matrix();
    for (const [language, missing] of [
      ['python', 'no python3'],
      ['go', 'no go'],
      ['java', 'no java, no mvn, no javac'],
      ['rust', 'no java, no mvn, no cargo'],
      ['ogen', 'no go'],
      ['csharp', 'no java, no mvn, no dotnet'],
    ]) {
      for (const provider of listMocked()) {
        for (const openapi of ['3.1', '3.0', 'codegen']) {
          expect(printed).toMatch(
            new RegExp(`^${language} .* ${provider} +${openapi.replace('.', '\\.')} +- +- +-`, 'm'),
          );
          expect(printed).toContain(`${language}, ${provider} ${openapi}\n  skipped: ${missing} on PATH`);
        }
      }
    }
  });

  test('--require makes a skip a failure', async () => {
    await expect(matrix('--require', 'python,go')).rejects.toMatchObject({
      exitCode: 1,
      message: 'required, but skipped: python, go',
    });
  });

  test('--only leaves the others out', async () => {
    await matrix('--only', 'rust');
    expect(printed).toContain('rust, ');
    expect(printed).not.toContain('python');
  });

  test('--documents leaves the others out', async () => {
    await matrix('--documents', 'codegen');
    expect(printed).toContain('python, sila codegen');
    expect(printed).not.toContain('python, sila 3');
  });

  test('it knows its languages', async () => {
    codegenMatrix.exitOverride();
    await expect(matrix('--only', 'cobol')).rejects.toThrow(
      'unknown language "cobol": choose of python, pydantic, go, ogen, java',
    );
  });
});

test('the table aligns its columns and gives each row its losses', () => {
  const row = { language: 'go', generator: 'g', version: '1.0.0', provider: 'sila', openapi: '3.1' };
  const text = renderMatrix([
    {
      ...row,
      accepted: 'yes',
      compiles: 'yes',
      seconds: 1.24,
      losses: ['dates as a type: 1 of 1 lost (day)', '  more'],
    },
    { ...row, openapi: '3.0', accepted: 'NO', compiles: '-', seconds: 0, losses: [], reason: 'g ended with 1: no' },
  ]);
  expect(text).toBe(
    `
language  generator  version  provider  openapi  accepted  compiles  seconds  losses
go        g          1.0.0    sila      3.1      yes       yes       1.2      1
go        g          1.0.0    sila      3.0      NO        -         -        -

go, sila 3.1
  dates as a type: 1 of 1 lost (day)
    more

go, sila 3.0
  g ended with 1: no`.trimStart(),
  );
});

test('what the emitted code lacks is lost', () => {
  const facts = factsOf({
    components: {
      schemas: {
        Run: {
          properties: {
            flow: { type: 'string', format: 'uuid' },
            day: { type: 'string', format: 'date' },
            code: { type: 'string', const: 'KYC_FLOW_DNE' },
            status: { anyOf: [{ type: 'string', enum: ['passed'] }, { type: 'string' }] },
          },
        },
      },
    },
  });
  expect(lossesIn('', facts, python.dialect)).toEqual([
    'constants: 1 of 1 lost (KYC_FLOW_DNE)',
    'known values of open enums: 1 of 1 lost (passed)',
    'UUIDs as a type: 1 of 1 lost (flow)',
    'dates as a type: 1 of 1 lost (day)',
  ]);
  const emitted = `    flow: UUID\n    day: datetime.date\n    code: Literal["KYC_FLOW_DNE"]\n    PASSED = "passed"\n`;
  expect(lossesIn(emitted, facts, python.dialect)).toEqual([]);
});

test('an answer that changes on its way is lost', () => {
  const example = { operationId: 'kyc', tag: 'KYC', status: 202, name: 'run', schema: 'Run' };
  const value = { flow: 'f', action: null, runs: [{ at: 1 }] };
  const examples = [{ ...example, value }];
  expect(lossesOnTheWay(examples, [{ value: structuredClone(value) }])).toEqual([]);
  expect(lossesOnTheWay(examples, [{ value: { flow: 'f', runs: [{ at: '1' }] } }])).toEqual([
    'answers: 0 of 1 read and written without change',
    '  .action (null) is dropped (1, kyc 202 run)',
    '  .runs[].at: number turns into string (1, kyc 202 run)',
  ]);
  expect(lossesOnTheWay(examples, [{ error: 'ValueError: f' }])[1]).toBe(
    '  cannot be read: ValueError: f (1, kyc 202 run)',
  );
});
