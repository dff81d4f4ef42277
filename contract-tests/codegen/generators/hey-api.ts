import type { Generator } from '../generator.js';

export const heyApi: Generator = {
  package: '@hey-api/openapi-ts',
  document: 'openapi.json',
  program: 'node_modules/@hey-api/openapi-ts/bin/run.js',
  // Without --no-log-file a failure leaves a file in the working directory.
  arguments: (document) => ['-i', document, '-o', 'out', '--no-log-file'],
  codes: './out',
  stopsAtBrokenReference: true,
  names: {
    alfred: `
      import { uploadDocument, type LoginSofKycData, type LoginSofKycErrors, type LoginSofKycResponses, type UploadDocumentData } from './out';
      export const upload = (body: UploadDocumentData['body']) => uploadDocument({ body });
      export type Login = LoginSofKycData['body'];
      export type LoggedIn = LoginSofKycResponses[202];
      export type Refused = LoginSofKycErrors[422];
      export type DocumentFile = UploadDocumentData['body']['file'];`,
    sila: `
      import { kyc, type GetVerificationResponses, type KycData, type KycErrors, type KycResponses } from './out';
      export const start = (body: KycData['body']) => kyc({ body });
      export type Accepted = KycResponses[202];
      export type Failure = KycErrors[400 | 401 | 403 | 404];
      export type Verification = GetVerificationResponses[200];`,
  },
};
