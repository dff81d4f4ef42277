import type { Generator } from '../generator.js';

export const swaggerTypescriptApi: Generator = {
  package: 'swagger-typescript-api',
  document: 'openapi.json',
  program: 'node_modules/swagger-typescript-api/dist/cli.mjs',
  // Its TypeScript enums take no string literal, not even the right one.
  arguments: (document) => [
    'generate',
    '--path',
    document,
    '--output',
    'out',
    '--name',
    'api.ts',
    '--enum-style=union',
  ],
  // It writes `any` where the reference stood.
  stopsAtBrokenReference: false,
  names: {
    alfred: `
      import { Api, type LoginSofKycRequest, type UploadDocumentRequest } from './out/api';
      const api = new Api();
      export const upload = (body: UploadDocumentRequest) => api.kyc.uploadDocument(body);
      type Answer = Awaited<ReturnType<typeof api.loginSofKyc.loginSofKyc>>;
      export type Login = LoginSofKycRequest;
      export type LoggedIn = Answer['data'];
      export type Refused = Exclude<Answer['error'], void>;
      export type DocumentFile = UploadDocumentRequest['file'];`,
    sila: `
      import { Api } from './out/api';
      const api = new Api().v02;
      export const start = api.kyc;
      type Answer = Awaited<ReturnType<typeof api.kyc>>;
      export type Accepted = Answer['data'];
      export type Failure = Answer['error'];
      export type Verification = Awaited<ReturnType<typeof api.getVerification>>['data'];`,
  },
};
