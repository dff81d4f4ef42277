import type { Generator } from '../generator.js';

export const openapiTypescript: Generator = {
  package: 'openapi-typescript',
  document: 'openapi.json',
  program: 'node_modules/openapi-typescript/bin/cli.js',
  arguments: (document) => [document, '-o', 'out/schema.ts', '--root-types', '--root-types-no-schema-prefix'],
  codes: './out/schema',
  stopsAtBrokenReference: true,
  // It emits types alone.
  names: {
    alfred: `
      import type { operations } from './out/schema';
      type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never;
      type Upload = operations['uploadDocument']['requestBody']['content']['multipart/form-data'];
      export declare const upload: (body: Upload) => unknown;
      export type Login = Json<operations['loginSofKyc']['requestBody']>;
      export type LoggedIn = Json<operations['loginSofKyc']['responses'][202]>;
      export type Refused = Json<operations['loginSofKyc']['responses'][422]>;
      export type DocumentFile = Upload['file'];`,
    sila: `
      import type { operations } from './out/schema';
      type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never;
      type Kyc = operations['kyc'];
      export declare const start: (body: Json<Kyc['requestBody']>) => unknown;
      export type Accepted = Json<Kyc['responses'][202]>;
      export type Failure = Json<Kyc['responses'][400 | 401 | 403 | 404]>;
      export type Verification = Json<operations['getVerification']['responses'][200]>;`,
  },
};
