/** Reports name file, line and column of the broken clause, as it stands in the user's own files. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { bundleWithPositions } from '../../src/openapi/bundle.js';
import type { JsonObject } from '../../src/openapi/document.js';
import { renderAnnotations } from '../../src/checker/reports/annotations.js';
import { renderJunit } from '../../src/checker/reports/junit.js';
import { renderSarif } from '../../src/checker/reports/sarif.js';
import { answer, reportOf, stopServers } from './reports/check-report.js';

const root = mkdtempSync(join(tmpdir(), 'kyc-positions #-'));
afterEach(stopServers);
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;
function write(files: Record<string, string>): string {
  const folder = join(root, String((folders += 1)));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return join(folder, Object.keys(files)[0] as string);
}

const head = `openapi: 3.1.1\ninfo: {title: T, version: '1'}\n`;
const response = (schema: string) =>
  `responses: {'200': {description: ok, content: {application/json: {schema: ${schema}}}}}`;

/** Of the check against a server that answers `{}`: the position, and what stands there. */
async function positionOf(files: Record<string, string>) {
  const file = write(files);
  const { document, positions } = await bundleWithPositions(file);
  const report = await reportOf(answer({}), { document: document as unknown as JsonObject, positions });
  const [run] = JSON.parse(renderSarif([report], '1')).runs;
  const { artifactLocation, region } = run.results[0].locations[0].physicalLocation;
  const path = fileURLToPath(new URL(artifactLocation.uri, pathToFileURL(`${process.cwd()}/`)));
  const line = readFileSync(path, 'utf8').split('\n')[region.startLine - 1] as string;
  return { name: relative(dirname(file), path), there: line.slice(region.startColumn - 1), report, region };
}

describe('a clause is found', () => {
  test.each<[string, string, Record<string, string>]>([
    [
      'in the document itself',
      'api.yaml',
      { 'api.yaml': `${head}paths:\n  /a:\n    get: {operationId: a, ${response('{type: object, required: [k]}')}}\n` },
    ],
    [
      'in JSON',
      'api.json',
      {
        'api.json': JSON.stringify(
          {
            openapi: '3.1.1',
            info: { title: 'T', version: '1' },
            paths: {
              '/a': {
                get: {
                  responses: {
                    200: {
                      description: 'ok',
                      content: { 'application/json': { schema: { type: 'object', required: ['k'] } } },
                    },
                  },
                },
              },
            },
          },
          null,
          2,
        ),
      },
    ],
    [
      'in a component of the document',
      'api.yaml',
      {
        'api.yaml': `${head}paths:\n  /a: {get: {${response("{$ref: '#/components/schemas/A'}")}}}\ncomponents:\n  schemas:\n    A:\n      type: object\n      required: [k]\n`,
      },
    ],
    [
      'in a file that a schema refers to, and there in another',
      'schemas/my part.yaml',
      {
        'api.yaml': `${head}paths:\n  /a: {get: {${response("{$ref: './schemas/a.yaml#/A'}")}}}\n`,
        'schemas/a.yaml': `A:\n  allOf:\n    - $ref: './my part.yaml'\n`,
        'schemas/my part.yaml': `# with a comment\ntype: object\nrequired: [k]\n`,
      },
    ],
    [
      'in the file of a path',
      'paths/a.yaml',
      {
        'api.yaml': `${head}paths:\n  /a: {$ref: ./paths/a.yaml}\n`,
        'paths/a.yaml': `get:\n  ${response('{type: object, required: [k]}')}\n`,
      },
    ],
  ])('%s', async (_, name, files) => {
    const found = await positionOf(files);
    expect(found.name).toBe(name);
    expect(found.there).toMatch(/^"?required/);
  });

  test('beside what has no place of its own: the nearest part around it', async () => {
    const { document, positions } = await bundleWithPositions(
      write({ 'api.yaml': `${head}paths:\n  /a:\n    get: {${response('{type: object}')}}\n` }),
    );
    expect(document).toHaveProperty('paths');
    expect(positions.at('/paths/~1a/get/no/such/part')).toMatchObject({ line: 5, column: 5 });
    expect(positions.at('/nothing')).toMatchObject({ line: 1 });
  });
});

test('annotations have file, line and column; JUnit has the file of the operation', async () => {
  const { report, region } = await positionOf({
    'api.yaml': `${head}paths:\n  /a: {$ref: './paths/a, b.yaml'}\n`,
    'paths/a, b.yaml': `get:\n  ${response('{type: object, required: [k]}')}\n`,
  });
  const [command] = renderAnnotations([report]);
  expect(command).toMatch(
    new RegExp(`^::error file=.*a%2C b.yaml,line=${region.startLine},col=${region.startColumn},title=runs%3A `),
  );
  expect(renderJunit([report])).toMatch(/<testcase [^>]*file="[^"]*paths\/a, b\.yaml"/);
});

test('without files, such as for the document of a provider, no position is made up', async () => {
  const report = await reportOf(answer({ id: 'none' }));
  expect(renderSarif([report], '1')).not.toContain('physicalLocation');
  expect(renderAnnotations([report])[0]).toMatch(/^::error title=/);
  expect(renderJunit([report])).not.toContain('file=');
});
