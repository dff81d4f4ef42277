/** What a program may rely on when it logs a user in and uploads a document: this compiles if the types say enough. */
import type { Holds, Known, Same } from '../same.js';
import { upload, type LoggedIn, type Login, type DocumentFile, type Refused } from './names.js';

export const correct = (file: DocumentFile) => upload({ docType: 'idCardFront', file });

// @ts-expect-error Only the three documented kinds can be uploaded.
export const wrongDocument = (file: DocumentFile) => upload({ docType: 'passport', file });

// @ts-expect-error There is no upload without the file.
export const noDocument = () => upload({ docType: 'selfie' });

export type Checks = [
  Holds<Known<DocumentFile>>,
  Holds<Same<Login['zipcode'], number>>,
  Holds<Same<Login['birthday'], string>>,
  Holds<Same<LoggedIn['statusCode'], 202>>,
  Holds<Same<LoggedIn['data']['kyc'], boolean>>,
  Holds<Same<LoggedIn['data']['token'], string>>,
  Holds<Same<Refused['code'], 'VALIDATION_ERROR'>>,
  Holds<Same<Refused['reasons'][number]['path'], string>>,
];
