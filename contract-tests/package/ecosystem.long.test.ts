/** The installed package with the libraries of openapi-fetch's ecosystem, compiled and run against the sandbox. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Listening } from '../../src/http/listen.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { ownCompiler } from '../consumers/compilers.js';
import { ConsumerProject } from '../consumers/project.js';

const project = new ConsumerProject('ecosystem');
let sandbox: Listening;

beforeAll(async () => {
  project.copy('contract-tests/consumers/programs/ecosystem.ts', 'ecosystem.ts');
  const libraries = [
    '@tanstack/react-query',
    'jsdom',
    'msw',
    'openapi-msw',
    'openapi-react-query',
    'swr',
    'swr-openapi',
  ];
  const types = ['@types/node', '@types/react'];
  for (const name of [...libraries, 'react', 'react-dom', ...types]) project.link(name);
  sandbox = await serveSandbox(createSandbox(), { port: 0 });
});
afterAll(() => sandbox?.close());

test('the program compiles, and misspelt paths and bodies do not', async () => {
  const options = ['--strict', '--target', 'es2022', '--skipLibCheck', '--types', 'node'];
  const args = [...options, '--module', 'nodenext', '--outDir', 'out', 'ecosystem.ts'];
  const { stdout } = await project.node(ownCompiler, ...args);
  expect(stdout).toBe('');
});

test('openapi-react-query, swr-openapi, a path-based client and openapi-msw › send, and see failures', async () => {
  const { stdout, stderr } = await project.node('out/ecosystem.js', sandbox.url);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    reactQuery: [true, true, false, ['KycApiError', 500]],
    swr: ['string', 'KycApiError', true],
    pathBased: true,
    mocks: ['KYC_REQUEST_DUPLICATE_PENDING', false, 502],
  });
});
