/** What a program may rely on when it logs a user in and uploads a picture: this compiles if the types say enough. */
import type { Holds, Known, Same } from '../same.js';
import { upload, type LoggedIn, type Login, type Picture, type Refused } from './names.js';

export const correct = (file: Picture) => upload({ docType: 'idCardFront', file });

// @ts-expect-error Only the three documented pictures can be uploaded.
export const wrongPicture = (file: Picture) => upload({ docType: 'passport', file });

// @ts-expect-error There is no upload without the picture.
export const noPicture = () => upload({ docType: 'selfie' });

export type Checks = [
  Holds<Known<Picture>>,
  Holds<Same<Login['zipcode'], number>>,
  Holds<Same<Login['birthday'], string>>,
  Holds<Same<LoggedIn['statusCode'], 202>>,
  Holds<Same<LoggedIn['data']['kyc'], boolean>>,
  Holds<Same<LoggedIn['data']['token'], string>>,
  Holds<Same<Refused['code'], 'VALIDATION_ERROR'>>,
  Holds<Same<Refused['reasons'][number]['path'], string>>,
];
