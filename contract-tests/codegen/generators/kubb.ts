import type { Generator } from '../generator.js';

export const kubb: Generator = {
  package: '@kubb/core',
  document: 'openapi.json',
  onlyWithContent: true,
  program: 'kubb.js',
  arguments: (document) => [document, 'out'],
  codes: './out',
  stopsAtBrokenReference: true,
  names: {
    alfred: `
      import { uploadDocument, type LoginSofKyc202, type LoginSofKyc422, type LoginSofKycMutationRequest, type UploadDocumentMutationRequest } from './out';
      export const upload = (body: UploadDocumentMutationRequest) => uploadDocument(body);
      export type Login = LoginSofKycMutationRequest;
      export type LoggedIn = LoginSofKyc202;
      export type Refused = LoginSofKyc422;
      export type DocumentFile = UploadDocumentMutationRequest['file'];`,
    sila: `
      import { kyc, type GetVerification200, type KycMutation, type KycMutationRequest } from './out';
      export const start = (body: KycMutationRequest) => kyc(body);
      export type Accepted = KycMutation['Response'];
      export type Failure = KycMutation['Errors'];
      export type Verification = GetVerification200;`,
  },
};
