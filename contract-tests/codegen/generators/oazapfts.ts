import type { Generator } from '../generator.js';

export const oazapfts: Generator = {
  package: 'oazapfts',
  document: 'openapi.json',
  onlyWithContent: true,
  program: 'node_modules/oazapfts/dist/cli.js',
  arguments: (document) => [document, 'out/api.ts'],
  stopsAtBrokenReference: true,
  names: {
    alfred: `
      import { loginSofKyc, uploadDocument, type LoginSofKycRequest, type UploadDocumentRequest } from './out/api';
      export const upload = (body: UploadDocumentRequest) => uploadDocument(body);
      type Answer = Awaited<ReturnType<typeof loginSofKyc>>;
      export type Login = LoginSofKycRequest;
      export type LoggedIn = Extract<Answer, { status: 202 }>['data'];
      export type Refused = Extract<Answer, { status: 422 }>['data'];
      export type DocumentFile = UploadDocumentRequest['file'];`,
    sila: `
      import { getVerification, kyc } from './out/api';
      export const start = kyc;
      type Answer = Awaited<ReturnType<typeof kyc>>;
      export type Accepted = Extract<Answer, { status: 202 }>['data'];
      export type Failure = Exclude<Answer, { status: 202 }>['data'];
      export type Verification = Extract<Awaited<ReturnType<typeof getVerification>>, { status: 200 }>['data'];`,
  },
};
