import type { Generator } from '../generator.js';

export const openapiZodClient: Generator = {
  package: 'openapi-zod-client',
  document: 'openapi-3.0.json',
  note: 'It accepts 3.1 but skips `const` and `contentMediaType`, which 3.0 says as `enum` and `format: binary`.',
  program: 'node_modules/openapi-zod-client/bin.js',
  arguments: (document) => [document, '--output', 'out/api.ts'],
  stopsAtBrokenReference: true,
  names: {
    alfred: `
      import type { ZodiosBodyByAlias, ZodiosErrorByAlias, ZodiosResponseByAlias } from '@zodios/core';
      import { api } from './out/api';
      type Endpoints = typeof api.api;
      export const upload = (body: ZodiosBodyByAlias<Endpoints, 'uploadDocument'>) => api.uploadDocument(body);
      export type Login = ZodiosBodyByAlias<Endpoints, 'loginSofKyc'>;
      export type LoggedIn = ZodiosResponseByAlias<Endpoints, 'loginSofKyc'>;
      export type Refused = ZodiosErrorByAlias<Endpoints, 'loginSofKyc', 422>;
      export type DocumentFile = ZodiosBodyByAlias<Endpoints, 'uploadDocument'>['file'];`,
    sila: `
      import type { ZodiosBodyByAlias, ZodiosErrorByAlias, ZodiosResponseByAlias } from '@zodios/core';
      import { api } from './out/api';
      type Endpoints = typeof api.api;
      export const start = (body: ZodiosBodyByAlias<Endpoints, 'kyc'>) => api.kyc(body);
      export type Accepted = ZodiosResponseByAlias<Endpoints, 'kyc'>;
      export type Failure = ZodiosErrorByAlias<Endpoints, 'kyc', 400 | 401 | 403 | 404>;
      export type Verification = ZodiosResponseByAlias<Endpoints, 'getVerification'>;`,
  },
};
