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
      import { Api, type LoginSofKycRequest, type LoginSofKycResponse, type UploadDocumentRequest, type ValidationError } from './out/api';
      export const upload = (body: UploadDocumentRequest) => new Api().kyc.uploadDocument(body);
      export type Login = LoginSofKycRequest;
      export type LoggedIn = LoginSofKycResponse;
      export type Refused = ValidationError;
      export type Picture = UploadDocumentRequest['file'];`,
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
