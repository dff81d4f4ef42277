// generated from spec/alfred/openapi.yaml — do not edit

import type { Validator } from '../../src/runtime/validator.js';
import type { operations } from './types.js';

export type { Validator, Violation } from '../../src/runtime/validator.js';

/** JSON body of POST /my-info */
export declare const myInfoRequest: Validator<
  NonNullable<operations['myInfo']['requestBody']>['content']['application/json']
>;

/** JSON body of the 202 of POST /my-info */
export declare const myInfoResponse202: Validator<
  operations['myInfo']['responses'][202]['content']['application/json']
>;

/** JSON body of the 422 of POST /my-info */
export declare const myInfoResponse422: Validator<
  operations['myInfo']['responses'][422]['content']['application/json']
>;

/** JSON body of POST /login-sof-kyc */
export declare const loginSofKycRequest: Validator<
  NonNullable<operations['loginSofKyc']['requestBody']>['content']['application/json']
>;

/** JSON body of the 202 of POST /login-sof-kyc */
export declare const loginSofKycResponse202: Validator<
  operations['loginSofKyc']['responses'][202]['content']['application/json']
>;

/** JSON body of the 422 of POST /login-sof-kyc */
export declare const loginSofKycResponse422: Validator<
  operations['loginSofKyc']['responses'][422]['content']['application/json']
>;

/** JSON body of the 202 of PUT /kyc/upload-document */
export declare const uploadDocumentResponse202: Validator<
  operations['uploadDocument']['responses'][202]['content']['application/json']
>;
