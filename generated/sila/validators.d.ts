// generated from spec/sila/openapi.yaml — do not edit

import type { Validator } from '../../runtime/validator.js';
import type { operations } from './types.js';

export type { Validator, Violation } from '../../runtime/validator.js';

/** JSON body of POST /0.2/auth_token */
export declare const authTokenRequest: Validator<
  NonNullable<operations['authToken']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/auth_token */
export declare const authTokenResponse200: Validator<
  operations['authToken']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/auth_token */
export declare const authTokenResponse400: Validator<
  operations['authToken']['responses'][400]['content']['application/json']
>;

/** JSON body of POST /0.2/register */
export declare const registerRequest: Validator<
  NonNullable<operations['register']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/register */
export declare const registerResponse200: Validator<
  operations['register']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/register */
export declare const registerResponse400: Validator<
  operations['register']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/register */
export declare const registerResponse401: Validator<
  operations['register']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/register */
export declare const registerResponse403: Validator<
  operations['register']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/kyc */
export declare const kycRequest: Validator<
  NonNullable<operations['kyc']['requestBody']>['content']['application/json']
>;

/** JSON body of the 202 of POST /0.2/kyc */
export declare const kycResponse202: Validator<operations['kyc']['responses'][202]['content']['application/json']>;

/** JSON body of the 400 of POST /0.2/kyc */
export declare const kycResponse400: Validator<operations['kyc']['responses'][400]['content']['application/json']>;

/** JSON body of the 401 of POST /0.2/kyc */
export declare const kycResponse401: Validator<operations['kyc']['responses'][401]['content']['application/json']>;

/** JSON body of the 403 of POST /0.2/kyc */
export declare const kycResponse403: Validator<operations['kyc']['responses'][403]['content']['application/json']>;

/** JSON body of the 404 of POST /0.2/kyc */
export declare const kycResponse404: Validator<operations['kyc']['responses'][404]['content']['application/json']>;

/** JSON body of POST /0.2/get_verifications */
export declare const getVerificationsRequest: Validator<
  NonNullable<operations['getVerifications']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/get_verifications */
export declare const getVerificationsResponse200: Validator<
  operations['getVerifications']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/get_verifications */
export declare const getVerificationsResponse400: Validator<
  operations['getVerifications']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/get_verifications */
export declare const getVerificationsResponse401: Validator<
  operations['getVerifications']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/get_verifications */
export declare const getVerificationsResponse403: Validator<
  operations['getVerifications']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/get_verifications/{verification_uuid} */
export declare const getVerificationRequest: Validator<
  NonNullable<operations['getVerification']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/get_verifications/{verification_uuid} */
export declare const getVerificationResponse200: Validator<
  operations['getVerification']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/get_verifications/{verification_uuid} */
export declare const getVerificationResponse400: Validator<
  operations['getVerification']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/get_verifications/{verification_uuid} */
export declare const getVerificationResponse401: Validator<
  operations['getVerification']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/get_verifications/{verification_uuid} */
export declare const getVerificationResponse403: Validator<
  operations['getVerification']['responses'][403]['content']['application/json']
>;
