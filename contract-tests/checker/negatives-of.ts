/** Every negative of a provider's operations, sent to a sandbox on a port by the recipes. */
import { expect } from 'vitest';
import { createSandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { sandboxUrls } from '../../src/sandbox/urls.js';
import { documentOf, recipesOf } from '../support/generated.js';
import { checkContract, type CaseResult, type CheckOptions } from '../../src/checker/index.js';

export const optionsOf = (name: string): Omit<CheckOptions, 'url'> => ({
  document: documentOf(name),
  recipes: recipesOf(name),
  credentials: {},
  timeout: 10,
  maxBodySize: 1e6,
  selection: { phases: ['negatives'] },
});

export async function negativesOf(name: string, options: Partial<CheckOptions> = {}, settings: SandboxOptions = {}) {
  const served = await serveSandbox(createSandbox(settings), { port: 0 });
  const urls = sandboxUrls(served.url);
  const control = new URL(urls.get('control') as string);
  const url = name === 'sandbox' ? control : new URL(urls.get(name) as string);
  try {
    const { cases } = await checkContract({
      ...optionsOf(name),
      url,
      honoursPrefer: false,
      control: { document: documentOf('sandbox'), url: control },
      ...options,
    });
    return cases;
  } finally {
    await served.close();
  }
}

export const unpassed = (rows: readonly CaseResult[]) => rows.filter(({ outcome }) => outcome !== 'passed');

/** That a kind of negative is not derived any more must not go unnoticed. */
export function expectKinds(rows: readonly CaseResult[], kinds: Readonly<Record<string, RegExp>>): void {
  for (const [kind, name] of Object.entries(kinds)) {
    expect(
      rows.some((row) => name.test(row.case ?? '')),
      kind,
    ).toBe(true);
  }
  const operations = new Set(rows.map(({ operationId }) => operationId));
  const confirmed = rows.filter((row) => row.case === 'the valid request, last');
  expect(new Set(confirmed.map(({ operationId }) => operationId))).toEqual(operations);
}

export const kindsOfEveryDocument = {
  missing: /^body \/\w+: missing$/,
  type: /^body \/\w+: null$/,
  format: /: no \w+, /,
  pattern: /: off the pattern/,
  'no body': /^body: empty$/,
  'content type': /^content type: /,
  malformed: /^body: JSON that is cut off$/,
  method: /^method: /,
  'no credential': /^credential \w+: missing$/,
};

export const kindsOfSila = {
  ...kindsOfEveryDocument,
  'in a nested object': /^body \/header\/created: missing$/,
  'in a form': /^body \/data\/header\/created: below 0$/,
  enum: /: none of the listed values$/,
  const: /: another value$/,
  bound: /: below 0$/,
  'of the path': /^path verification_uuid: no uuid/,
  'of the query': /^query per_page: above/,
  'of nobody': /^path verification_uuid: of nothing$/,
  'a wrong token': /^credential bearer: with another character$/,
  'a wrong password': /^credential basic: with another character$/,
  'a wrong signature': /^credential authSignature: with another character$/,
};
