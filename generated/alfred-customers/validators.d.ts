// generated from spec/alfred-customers/openapi.yaml — do not edit

import type { Validator } from '../../src/runtime/validator.js';
import type { operations } from './types.js';

export type { Validator, Violation } from '../../src/runtime/validator.js';

/** JSON body of POST /customers/create */
export declare const createCustomerRequest: Validator<
  NonNullable<operations['createCustomer']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /customers/create */
export declare const createCustomerResponse200: Validator<
  operations['createCustomer']['responses'][200]['content']['application/json']
>;

/** JSON body of the 409 of POST /customers/create */
export declare const createCustomerResponse409: Validator<
  operations['createCustomer']['responses'][409]['content']['application/json']
>;

/** JSON body of the 422 of POST /customers/create */
export declare const createCustomerResponse422: Validator<
  operations['createCustomer']['responses'][422]['content']['application/json']
>;

/** JSON body of the 4XX of POST /customers/create */
export declare const createCustomerResponse4XX: Validator<
  operations['createCustomer']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of POST /customers/create */
export declare const createCustomerResponse5XX: Validator<
  operations['createCustomer']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 200 of GET /customers/find/{email}/{country} */
export declare const findCustomerResponse200: Validator<
  operations['findCustomer']['responses'][200]['content']['application/json']
>;

/** JSON body of the 4XX of GET /customers/find/{email}/{country} */
export declare const findCustomerResponse4XX: Validator<
  operations['findCustomer']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of GET /customers/find/{email}/{country} */
export declare const findCustomerResponse5XX: Validator<
  operations['findCustomer']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 200 of GET /customers/{customerId} */
export declare const getCustomerResponse200: Validator<
  operations['getCustomer']['responses'][200]['content']['application/json']
>;

/** JSON body of the 4XX of GET /customers/{customerId} */
export declare const getCustomerResponse4XX: Validator<
  operations['getCustomer']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of GET /customers/{customerId} */
export declare const getCustomerResponse5XX: Validator<
  operations['getCustomer']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 200 of GET /kycRequirements */
export declare const getKycRequirementsResponse200: Validator<
  operations['getKycRequirements']['responses'][200]['content']['application/json']
>;

/** JSON body of the 4XX of GET /kycRequirements */
export declare const getKycRequirementsResponse4XX: Validator<
  operations['getKycRequirements']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of GET /kycRequirements */
export declare const getKycRequirementsResponse5XX: Validator<
  operations['getKycRequirements']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 4XX of GET /kybRequirements */
export declare const getKybRequirementsResponse4XX: Validator<
  operations['getKybRequirements']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of GET /kybRequirements */
export declare const getKybRequirementsResponse5XX: Validator<
  operations['getKybRequirements']['responses']['5XX']['content']['application/json']
>;

/** JSON body of POST /customers/{customerId}/kyc */
export declare const createKycSubmissionRequest: Validator<
  NonNullable<operations['createKycSubmission']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /customers/{customerId}/kyc */
export declare const createKycSubmissionResponse200: Validator<
  operations['createKycSubmission']['responses'][200]['content']['application/json']
>;

/** JSON body of the 422 of POST /customers/{customerId}/kyc */
export declare const createKycSubmissionResponse422: Validator<
  operations['createKycSubmission']['responses'][422]['content']['application/json']
>;

/** JSON body of the 4XX of POST /customers/{customerId}/kyc */
export declare const createKycSubmissionResponse4XX: Validator<
  operations['createKycSubmission']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of POST /customers/{customerId}/kyc */
export declare const createKycSubmissionResponse5XX: Validator<
  operations['createKycSubmission']['responses']['5XX']['content']['application/json']
>;

/** JSON body of PUT /customers/kyc */
export declare const updateKycSubmissionRequest: Validator<
  NonNullable<operations['updateKycSubmission']['requestBody']>['content']['application/json']
>;

/** JSON body of the 4XX of PUT /customers/kyc */
export declare const updateKycSubmissionResponse4XX: Validator<
  operations['updateKycSubmission']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of PUT /customers/kyc */
export declare const updateKycSubmissionResponse5XX: Validator<
  operations['updateKycSubmission']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 200 of POST /customers/{customerId}/kyc/{submissionId}/files */
export declare const uploadKycFileResponse200: Validator<
  operations['uploadKycFile']['responses'][200]['content']['application/json']
>;

/** JSON body of the 4XX of POST /customers/{customerId}/kyc/{submissionId}/files */
export declare const uploadKycFileResponse4XX: Validator<
  operations['uploadKycFile']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of POST /customers/{customerId}/kyc/{submissionId}/files */
export declare const uploadKycFileResponse5XX: Validator<
  operations['uploadKycFile']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 200 of POST /customers/{customerId}/kyc/{submissionId}/submit */
export declare const submitKycResponse200: Validator<
  operations['submitKyc']['responses'][200]['content']['application/json']
>;

/** JSON body of the 4XX of POST /customers/{customerId}/kyc/{submissionId}/submit */
export declare const submitKycResponse4XX: Validator<
  operations['submitKyc']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of POST /customers/{customerId}/kyc/{submissionId}/submit */
export declare const submitKycResponse5XX: Validator<
  operations['submitKyc']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 200 of GET /customers/{customerId}/kyc/{submissionId}/status */
export declare const getKycStatusResponse200: Validator<
  operations['getKycStatus']['responses'][200]['content']['application/json']
>;

/** JSON body of the 4XX of GET /customers/{customerId}/kyc/{submissionId}/status */
export declare const getKycStatusResponse4XX: Validator<
  operations['getKycStatus']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of GET /customers/{customerId}/kyc/{submissionId}/status */
export declare const getKycStatusResponse5XX: Validator<
  operations['getKycStatus']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 200 of GET /customers/kyc/{customerId} */
export declare const getLatestKycSubmissionResponse200: Validator<
  operations['getLatestKycSubmission']['responses'][200]['content']['application/json']
>;

/** JSON body of the 4XX of GET /customers/kyc/{customerId} */
export declare const getLatestKycSubmissionResponse4XX: Validator<
  operations['getLatestKycSubmission']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of GET /customers/kyc/{customerId} */
export declare const getLatestKycSubmissionResponse5XX: Validator<
  operations['getLatestKycSubmission']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 200 of POST /customers/{customerId}/kyc/{submissionId}/retry */
export declare const retryKycResponse200: Validator<
  operations['retryKyc']['responses'][200]['content']['application/json']
>;

/** JSON body of the 4XX of POST /customers/{customerId}/kyc/{submissionId}/retry */
export declare const retryKycResponse4XX: Validator<
  operations['retryKyc']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of POST /customers/{customerId}/kyc/{submissionId}/retry */
export declare const retryKycResponse5XX: Validator<
  operations['retryKyc']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 200 of GET /customers/{customerId}/kyc/{country}/url */
export declare const getKycLinkResponse200: Validator<
  operations['getKycLink']['responses'][200]['content']['application/json']
>;

/** JSON body of the 4XX of GET /customers/{customerId}/kyc/{country}/url */
export declare const getKycLinkResponse4XX: Validator<
  operations['getKycLink']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of GET /customers/{customerId}/kyc/{country}/url */
export declare const getKycLinkResponse5XX: Validator<
  operations['getKycLink']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 200 of GET /customers/kyb/{customerId}/verification/url */
export declare const getKybLinkResponse200: Validator<
  operations['getKybLink']['responses'][200]['content']['application/json']
>;

/** JSON body of the 4XX of GET /customers/kyb/{customerId}/verification/url */
export declare const getKybLinkResponse4XX: Validator<
  operations['getKybLink']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of GET /customers/kyb/{customerId}/verification/url */
export declare const getKybLinkResponse5XX: Validator<
  operations['getKybLink']['responses']['5XX']['content']['application/json']
>;

/** JSON body of POST /customers/{customerId}/kyb */
export declare const createKybSubmissionRequest: Validator<
  NonNullable<operations['createKybSubmission']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /customers/{customerId}/kyb */
export declare const createKybSubmissionResponse200: Validator<
  operations['createKybSubmission']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /customers/{customerId}/kyb */
export declare const createKybSubmissionResponse400: Validator<
  operations['createKybSubmission']['responses'][400]['content']['application/json']
>;

/** JSON body of the 4XX of POST /customers/{customerId}/kyb */
export declare const createKybSubmissionResponse4XX: Validator<
  operations['createKybSubmission']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of POST /customers/{customerId}/kyb */
export declare const createKybSubmissionResponse5XX: Validator<
  operations['createKybSubmission']['responses']['5XX']['content']['application/json']
>;

/** JSON body of PUT /customers/kyb */
export declare const updateKybSubmissionRequest: Validator<
  NonNullable<operations['updateKybSubmission']['requestBody']>['content']['application/json']
>;

/** JSON body of the 4XX of PUT /customers/kyb */
export declare const updateKybSubmissionResponse4XX: Validator<
  operations['updateKybSubmission']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of PUT /customers/kyb */
export declare const updateKybSubmissionResponse5XX: Validator<
  operations['updateKybSubmission']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 200 of GET /customers/{customerId}/kyb/details */
export declare const getKybDetailsResponse200: Validator<
  operations['getKybDetails']['responses'][200]['content']['application/json']
>;

/** JSON body of the 4XX of GET /customers/{customerId}/kyb/details */
export declare const getKybDetailsResponse4XX: Validator<
  operations['getKybDetails']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of GET /customers/{customerId}/kyb/details */
export declare const getKybDetailsResponse5XX: Validator<
  operations['getKybDetails']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 4XX of POST /customers/{customerId}/kyb/{submissionId}/files */
export declare const uploadKybFileResponse4XX: Validator<
  operations['uploadKybFile']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of POST /customers/{customerId}/kyb/{submissionId}/files */
export declare const uploadKybFileResponse5XX: Validator<
  operations['uploadKybFile']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 502 of POST /customers/{customerId}/kyb/{idRelatedPerson}/files/relate-person */
export declare const uploadRelatedPersonFileResponse502: Validator<
  operations['uploadRelatedPersonFile']['responses'][502]['content']['application/json']
>;

/** JSON body of the 4XX of POST /customers/{customerId}/kyb/{idRelatedPerson}/files/relate-person */
export declare const uploadRelatedPersonFileResponse4XX: Validator<
  operations['uploadRelatedPersonFile']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of POST /customers/{customerId}/kyb/{idRelatedPerson}/files/relate-person */
export declare const uploadRelatedPersonFileResponse5XX: Validator<
  operations['uploadRelatedPersonFile']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 4XX of PUT /customers/{customerId}/kyb/{submissionId}/submit */
export declare const submitKybResponse4XX: Validator<
  operations['submitKyb']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of PUT /customers/{customerId}/kyb/{submissionId}/submit */
export declare const submitKybResponse5XX: Validator<
  operations['submitKyb']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 200 of GET /customers/{customerId}/kyb/{submissionId}/status */
export declare const getKybStatusResponse200: Validator<
  operations['getKybStatus']['responses'][200]['content']['application/json']
>;

/** JSON body of the 4XX of GET /customers/{customerId}/kyb/{submissionId}/status */
export declare const getKybStatusResponse4XX: Validator<
  operations['getKybStatus']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of GET /customers/{customerId}/kyb/{submissionId}/status */
export declare const getKybStatusResponse5XX: Validator<
  operations['getKybStatus']['responses']['5XX']['content']['application/json']
>;

/** JSON body of the 200 of GET /customers/kyb/{customerId} */
export declare const getLatestKybSubmissionResponse200: Validator<
  operations['getLatestKybSubmission']['responses'][200]['content']['application/json']
>;

/** JSON body of the 4XX of GET /customers/kyb/{customerId} */
export declare const getLatestKybSubmissionResponse4XX: Validator<
  operations['getLatestKybSubmission']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of GET /customers/kyb/{customerId} */
export declare const getLatestKybSubmissionResponse5XX: Validator<
  operations['getLatestKybSubmission']['responses']['5XX']['content']['application/json']
>;

/** JSON body of POST /webhooks */
export declare const sendStatusEventRequest: Validator<
  NonNullable<operations['sendStatusEvent']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /webhooks */
export declare const sendStatusEventResponse200: Validator<
  operations['sendStatusEvent']['responses'][200]['content']['application/json']
>;

/** JSON body of the 201 of POST /webhooks */
export declare const sendStatusEventResponse201: Validator<
  operations['sendStatusEvent']['responses'][201]['content']['application/json']
>;

/** JSON body of the 4XX of POST /webhooks */
export declare const sendStatusEventResponse4XX: Validator<
  operations['sendStatusEvent']['responses']['4XX']['content']['application/json']
>;

/** JSON body of the 5XX of POST /webhooks */
export declare const sendStatusEventResponse5XX: Validator<
  operations['sendStatusEvent']['responses']['5XX']['content']['application/json']
>;
