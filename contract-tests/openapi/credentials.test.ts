/** Which variables of the environment are the credentials of a document's schemes. */
import { expect, test } from 'vitest';
import { credentialsFromEnvironment } from '../../src/openapi/credentials.js';
import type { JsonObject } from '../../src/openapi/document.js';

const documentOf = (...names: string[]): JsonObject => {
  const schemes = names.map((name) => [name, { type: 'apiKey', in: 'header', name: `x-${name}` }]);
  return { openapi: '3.1.0', components: { securitySchemes: Object.fromEntries(schemes) } };
};

const environment = {
  KYC_CONTRACTS_API_KEY: 'fake-one',
  KYC_CONTRACTS_OTHER_API_KEY: 'fake-other',
  KYC_CONTRACTS_X: '',
};

test('a scheme › its own variable, by its words', () => {
  expect(credentialsFromEnvironment(documentOf('apiKey', 'x'), environment)).toEqual({ apiKey: 'fake-one' });
  expect(credentialsFromEnvironment(documentOf('api-key'), environment)).toEqual({ 'api-key': 'fake-one' });
});

test('another client › the variable with OTHER', () => {
  expect(credentialsFromEnvironment(documentOf('apiKey'), environment, 'OTHER_')).toEqual({ apiKey: 'fake-other' });
});

test('a scheme that is called so › has its variable for itself', () => {
  const document = documentOf('apiKey', 'otherApiKey');
  expect(credentialsFromEnvironment(document, environment)).toEqual({ apiKey: 'fake-one', otherApiKey: 'fake-other' });
  expect(credentialsFromEnvironment(document, environment, 'OTHER_')).toEqual({});
});
