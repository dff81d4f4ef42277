import type { Generator } from '../generator.js';

export const orval: Generator = {
  package: 'orval',
  document: 'openapi.json',
  onlyWithContent: true,
  program: 'node_modules/orval/dist/bin/orval.js',
  // The fetch client is emitted whole; the default one wants a version of axios.
  arguments: (document) => ['--input', document, '--output', 'out/api.ts', '--client', 'fetch'],
  codes: './out/api',
  stopsAtBrokenReference: true,
  names: {
    alfred: `
      import { uploadDocument, type LoginSofKycRequest, type loginSofKycResponse202, type loginSofKycResponse422, type UploadDocumentRequest } from './out/api';
      export const upload = (body: UploadDocumentRequest) => uploadDocument(body);
      export type Login = LoginSofKycRequest;
      export type LoggedIn = loginSofKycResponse202['data'];
      export type Refused = loginSofKycResponse422['data'];
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
