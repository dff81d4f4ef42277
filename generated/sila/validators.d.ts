// generated from spec/sila/openapi.yaml — do not edit

import type { Validator } from '../../src/runtime/validator.js';
import type { operations } from './types.js';

export type { Validator, Violation } from '../../src/runtime/validator.js';

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

/** JSON body of POST /0.2/check_handle */
export declare const checkHandleRequest: Validator<
  NonNullable<operations['checkHandle']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/check_handle */
export declare const checkHandleResponse200: Validator<
  operations['checkHandle']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/check_handle */
export declare const checkHandleResponse400: Validator<
  operations['checkHandle']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/check_handle */
export declare const checkHandleResponse401: Validator<
  operations['checkHandle']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/check_handle */
export declare const checkHandleResponse403: Validator<
  operations['checkHandle']['responses'][403]['content']['application/json']
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

/** JSON body of POST /0.2/get_entity */
export declare const getEntityRequest: Validator<
  NonNullable<operations['getEntity']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/get_entity */
export declare const getEntityResponse200: Validator<
  operations['getEntity']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/get_entity */
export declare const getEntityResponse400: Validator<
  operations['getEntity']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/get_entity */
export declare const getEntityResponse401: Validator<
  operations['getEntity']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/get_entity */
export declare const getEntityResponse403: Validator<
  operations['getEntity']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/get_entities */
export declare const getEntitiesRequest: Validator<
  NonNullable<operations['getEntities']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/get_entities */
export declare const getEntitiesResponse200: Validator<
  operations['getEntities']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/get_entities */
export declare const getEntitiesResponse400: Validator<
  operations['getEntities']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/get_entities */
export declare const getEntitiesResponse401: Validator<
  operations['getEntities']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/get_entities */
export declare const getEntitiesResponse403: Validator<
  operations['getEntities']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/add/email */
export declare const addEmailRequest: Validator<
  NonNullable<operations['addEmail']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/add/email */
export declare const addEmailResponse200: Validator<
  operations['addEmail']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/add/email */
export declare const addEmailResponse400: Validator<
  operations['addEmail']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/add/email */
export declare const addEmailResponse401: Validator<
  operations['addEmail']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/add/email */
export declare const addEmailResponse403: Validator<
  operations['addEmail']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/add/phone */
export declare const addPhoneRequest: Validator<
  NonNullable<operations['addPhone']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/add/phone */
export declare const addPhoneResponse200: Validator<
  operations['addPhone']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/add/phone */
export declare const addPhoneResponse400: Validator<
  operations['addPhone']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/add/phone */
export declare const addPhoneResponse401: Validator<
  operations['addPhone']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/add/phone */
export declare const addPhoneResponse403: Validator<
  operations['addPhone']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/add/identity */
export declare const addIdentityRequest: Validator<
  NonNullable<operations['addIdentity']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/add/identity */
export declare const addIdentityResponse200: Validator<
  operations['addIdentity']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/add/identity */
export declare const addIdentityResponse400: Validator<
  operations['addIdentity']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/add/identity */
export declare const addIdentityResponse401: Validator<
  operations['addIdentity']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/add/identity */
export declare const addIdentityResponse403: Validator<
  operations['addIdentity']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/add/address */
export declare const addAddressRequest: Validator<
  NonNullable<operations['addAddress']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/add/address */
export declare const addAddressResponse200: Validator<
  operations['addAddress']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/add/address */
export declare const addAddressResponse400: Validator<
  operations['addAddress']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/add/address */
export declare const addAddressResponse401: Validator<
  operations['addAddress']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/add/address */
export declare const addAddressResponse403: Validator<
  operations['addAddress']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/update/email */
export declare const updateEmailRequest: Validator<
  NonNullable<operations['updateEmail']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/update/email */
export declare const updateEmailResponse200: Validator<
  operations['updateEmail']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/update/email */
export declare const updateEmailResponse400: Validator<
  operations['updateEmail']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/update/email */
export declare const updateEmailResponse401: Validator<
  operations['updateEmail']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/update/email */
export declare const updateEmailResponse403: Validator<
  operations['updateEmail']['responses'][403]['content']['application/json']
>;

/** JSON body of the 404 of POST /0.2/update/email */
export declare const updateEmailResponse404: Validator<
  operations['updateEmail']['responses'][404]['content']['application/json']
>;

/** JSON body of POST /0.2/update/phone */
export declare const updatePhoneRequest: Validator<
  NonNullable<operations['updatePhone']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/update/phone */
export declare const updatePhoneResponse200: Validator<
  operations['updatePhone']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/update/phone */
export declare const updatePhoneResponse400: Validator<
  operations['updatePhone']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/update/phone */
export declare const updatePhoneResponse401: Validator<
  operations['updatePhone']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/update/phone */
export declare const updatePhoneResponse403: Validator<
  operations['updatePhone']['responses'][403]['content']['application/json']
>;

/** JSON body of the 404 of POST /0.2/update/phone */
export declare const updatePhoneResponse404: Validator<
  operations['updatePhone']['responses'][404]['content']['application/json']
>;

/** JSON body of POST /0.2/update/identity */
export declare const updateIdentityRequest: Validator<
  NonNullable<operations['updateIdentity']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/update/identity */
export declare const updateIdentityResponse200: Validator<
  operations['updateIdentity']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/update/identity */
export declare const updateIdentityResponse400: Validator<
  operations['updateIdentity']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/update/identity */
export declare const updateIdentityResponse401: Validator<
  operations['updateIdentity']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/update/identity */
export declare const updateIdentityResponse403: Validator<
  operations['updateIdentity']['responses'][403]['content']['application/json']
>;

/** JSON body of the 404 of POST /0.2/update/identity */
export declare const updateIdentityResponse404: Validator<
  operations['updateIdentity']['responses'][404]['content']['application/json']
>;

/** JSON body of POST /0.2/update/address */
export declare const updateAddressRequest: Validator<
  NonNullable<operations['updateAddress']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/update/address */
export declare const updateAddressResponse200: Validator<
  operations['updateAddress']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/update/address */
export declare const updateAddressResponse400: Validator<
  operations['updateAddress']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/update/address */
export declare const updateAddressResponse401: Validator<
  operations['updateAddress']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/update/address */
export declare const updateAddressResponse403: Validator<
  operations['updateAddress']['responses'][403]['content']['application/json']
>;

/** JSON body of the 404 of POST /0.2/update/address */
export declare const updateAddressResponse404: Validator<
  operations['updateAddress']['responses'][404]['content']['application/json']
>;

/** JSON body of POST /0.2/update/entity */
export declare const updateEntityRequest: Validator<
  NonNullable<operations['updateEntity']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/update/entity */
export declare const updateEntityResponse200: Validator<
  operations['updateEntity']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/update/entity */
export declare const updateEntityResponse400: Validator<
  operations['updateEntity']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/update/entity */
export declare const updateEntityResponse401: Validator<
  operations['updateEntity']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/update/entity */
export declare const updateEntityResponse403: Validator<
  operations['updateEntity']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/delete/email */
export declare const deleteEmailRequest: Validator<
  NonNullable<operations['deleteEmail']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/delete/email */
export declare const deleteEmailResponse200: Validator<
  operations['deleteEmail']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/delete/email */
export declare const deleteEmailResponse400: Validator<
  operations['deleteEmail']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/delete/email */
export declare const deleteEmailResponse401: Validator<
  operations['deleteEmail']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/delete/email */
export declare const deleteEmailResponse403: Validator<
  operations['deleteEmail']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/delete/phone */
export declare const deletePhoneRequest: Validator<
  NonNullable<operations['deletePhone']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/delete/phone */
export declare const deletePhoneResponse200: Validator<
  operations['deletePhone']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/delete/phone */
export declare const deletePhoneResponse400: Validator<
  operations['deletePhone']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/delete/phone */
export declare const deletePhoneResponse401: Validator<
  operations['deletePhone']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/delete/phone */
export declare const deletePhoneResponse403: Validator<
  operations['deletePhone']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/delete/identity */
export declare const deleteIdentityRequest: Validator<
  NonNullable<operations['deleteIdentity']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/delete/identity */
export declare const deleteIdentityResponse200: Validator<
  operations['deleteIdentity']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/delete/identity */
export declare const deleteIdentityResponse400: Validator<
  operations['deleteIdentity']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/delete/identity */
export declare const deleteIdentityResponse401: Validator<
  operations['deleteIdentity']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/delete/identity */
export declare const deleteIdentityResponse403: Validator<
  operations['deleteIdentity']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/delete/address */
export declare const deleteAddressRequest: Validator<
  NonNullable<operations['deleteAddress']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/delete/address */
export declare const deleteAddressResponse200: Validator<
  operations['deleteAddress']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/delete/address */
export declare const deleteAddressResponse400: Validator<
  operations['deleteAddress']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/delete/address */
export declare const deleteAddressResponse401: Validator<
  operations['deleteAddress']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/delete/address */
export declare const deleteAddressResponse403: Validator<
  operations['deleteAddress']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/get_business_types */
export declare const getBusinessTypesRequest: Validator<
  NonNullable<operations['getBusinessTypes']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/get_business_types */
export declare const getBusinessTypesResponse200: Validator<
  operations['getBusinessTypes']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/get_business_types */
export declare const getBusinessTypesResponse400: Validator<
  operations['getBusinessTypes']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/get_business_types */
export declare const getBusinessTypesResponse401: Validator<
  operations['getBusinessTypes']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/get_business_types */
export declare const getBusinessTypesResponse403: Validator<
  operations['getBusinessTypes']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/get_business_roles */
export declare const getBusinessRolesRequest: Validator<
  NonNullable<operations['getBusinessRoles']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/get_business_roles */
export declare const getBusinessRolesResponse200: Validator<
  operations['getBusinessRoles']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/get_business_roles */
export declare const getBusinessRolesResponse400: Validator<
  operations['getBusinessRoles']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/get_business_roles */
export declare const getBusinessRolesResponse401: Validator<
  operations['getBusinessRoles']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/get_business_roles */
export declare const getBusinessRolesResponse403: Validator<
  operations['getBusinessRoles']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/get_naics_categories */
export declare const getNaicsCategoriesRequest: Validator<
  NonNullable<operations['getNaicsCategories']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/get_naics_categories */
export declare const getNaicsCategoriesResponse200: Validator<
  operations['getNaicsCategories']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/get_naics_categories */
export declare const getNaicsCategoriesResponse400: Validator<
  operations['getNaicsCategories']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/get_naics_categories */
export declare const getNaicsCategoriesResponse401: Validator<
  operations['getNaicsCategories']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/get_naics_categories */
export declare const getNaicsCategoriesResponse403: Validator<
  operations['getNaicsCategories']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/link_business_member */
export declare const linkBusinessMemberRequest: Validator<
  NonNullable<operations['linkBusinessMember']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/link_business_member */
export declare const linkBusinessMemberResponse200: Validator<
  operations['linkBusinessMember']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/link_business_member */
export declare const linkBusinessMemberResponse400: Validator<
  operations['linkBusinessMember']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/link_business_member */
export declare const linkBusinessMemberResponse401: Validator<
  operations['linkBusinessMember']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/link_business_member */
export declare const linkBusinessMemberResponse403: Validator<
  operations['linkBusinessMember']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/unlink_business_member */
export declare const unlinkBusinessMemberRequest: Validator<
  NonNullable<operations['unlinkBusinessMember']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/unlink_business_member */
export declare const unlinkBusinessMemberResponse200: Validator<
  operations['unlinkBusinessMember']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/unlink_business_member */
export declare const unlinkBusinessMemberResponse400: Validator<
  operations['unlinkBusinessMember']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/unlink_business_member */
export declare const unlinkBusinessMemberResponse401: Validator<
  operations['unlinkBusinessMember']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/unlink_business_member */
export declare const unlinkBusinessMemberResponse403: Validator<
  operations['unlinkBusinessMember']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/certify_beneficial_owner */
export declare const certifyBeneficialOwnerRequest: Validator<
  NonNullable<operations['certifyBeneficialOwner']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/certify_beneficial_owner */
export declare const certifyBeneficialOwnerResponse200: Validator<
  operations['certifyBeneficialOwner']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/certify_beneficial_owner */
export declare const certifyBeneficialOwnerResponse400: Validator<
  operations['certifyBeneficialOwner']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/certify_beneficial_owner */
export declare const certifyBeneficialOwnerResponse401: Validator<
  operations['certifyBeneficialOwner']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/certify_beneficial_owner */
export declare const certifyBeneficialOwnerResponse403: Validator<
  operations['certifyBeneficialOwner']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/certify_business */
export declare const certifyBusinessRequest: Validator<
  NonNullable<operations['certifyBusiness']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/certify_business */
export declare const certifyBusinessResponse200: Validator<
  operations['certifyBusiness']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/certify_business */
export declare const certifyBusinessResponse400: Validator<
  operations['certifyBusiness']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/certify_business */
export declare const certifyBusinessResponse401: Validator<
  operations['certifyBusiness']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/certify_business */
export declare const certifyBusinessResponse403: Validator<
  operations['certifyBusiness']['responses'][403]['content']['application/json']
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

/** JSON body of PUT /0.2/resume_verification */
export declare const resumeVerificationRequest: Validator<
  NonNullable<operations['resumeVerification']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of PUT /0.2/resume_verification */
export declare const resumeVerificationResponse200: Validator<
  operations['resumeVerification']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of PUT /0.2/resume_verification */
export declare const resumeVerificationResponse400: Validator<
  operations['resumeVerification']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of PUT /0.2/resume_verification */
export declare const resumeVerificationResponse401: Validator<
  operations['resumeVerification']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of PUT /0.2/resume_verification */
export declare const resumeVerificationResponse403: Validator<
  operations['resumeVerification']['responses'][403]['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/documents */
export declare const uploadDocumentsResponse200: Validator<
  operations['uploadDocuments']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/documents */
export declare const uploadDocumentsResponse400: Validator<
  operations['uploadDocuments']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/documents */
export declare const uploadDocumentsResponse401: Validator<
  operations['uploadDocuments']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/documents */
export declare const uploadDocumentsResponse403: Validator<
  operations['uploadDocuments']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/list_documents */
export declare const listDocumentsRequest: Validator<
  NonNullable<operations['listDocuments']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/list_documents */
export declare const listDocumentsResponse200: Validator<
  operations['listDocuments']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/list_documents */
export declare const listDocumentsResponse400: Validator<
  operations['listDocuments']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/list_documents */
export declare const listDocumentsResponse401: Validator<
  operations['listDocuments']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/list_documents */
export declare const listDocumentsResponse403: Validator<
  operations['listDocuments']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/get_document */
export declare const getDocumentRequest: Validator<
  NonNullable<operations['getDocument']['requestBody']>['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/get_document */
export declare const getDocumentResponse400: Validator<
  operations['getDocument']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/get_document */
export declare const getDocumentResponse401: Validator<
  operations['getDocument']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/get_document */
export declare const getDocumentResponse403: Validator<
  operations['getDocument']['responses'][403]['content']['application/json']
>;

/** JSON body of the 404 of POST /0.2/get_document */
export declare const getDocumentResponse404: Validator<
  operations['getDocument']['responses'][404]['content']['application/json']
>;

/** JSON body of POST /0.2/document_types */
export declare const documentTypesRequest: Validator<
  NonNullable<operations['documentTypes']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/document_types */
export declare const documentTypesResponse200: Validator<
  operations['documentTypes']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/document_types */
export declare const documentTypesResponse400: Validator<
  operations['documentTypes']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/document_types */
export declare const documentTypesResponse401: Validator<
  operations['documentTypes']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/document_types */
export declare const documentTypesResponse403: Validator<
  operations['documentTypes']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/request_kyc */
export declare const requestKycRequest: Validator<
  NonNullable<operations['requestKyc']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/request_kyc */
export declare const requestKycResponse200: Validator<
  operations['requestKyc']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/request_kyc */
export declare const requestKycResponse400: Validator<
  operations['requestKyc']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/request_kyc */
export declare const requestKycResponse401: Validator<
  operations['requestKyc']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/request_kyc */
export declare const requestKycResponse403: Validator<
  operations['requestKyc']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/check_kyc */
export declare const checkKycRequest: Validator<
  NonNullable<operations['checkKyc']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/check_kyc */
export declare const checkKycResponse200: Validator<
  operations['checkKyc']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/check_kyc */
export declare const checkKycResponse400: Validator<
  operations['checkKyc']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/check_kyc */
export declare const checkKycResponse401: Validator<
  operations['checkKyc']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/check_kyc */
export declare const checkKycResponse403: Validator<
  operations['checkKyc']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/check_partner_kyc */
export declare const checkPartnerKycRequest: Validator<
  NonNullable<operations['checkPartnerKyc']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/check_partner_kyc */
export declare const checkPartnerKycResponse200: Validator<
  operations['checkPartnerKyc']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/check_partner_kyc */
export declare const checkPartnerKycResponse400: Validator<
  operations['checkPartnerKyc']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/check_partner_kyc */
export declare const checkPartnerKycResponse401: Validator<
  operations['checkPartnerKyc']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/check_partner_kyc */
export declare const checkPartnerKycResponse403: Validator<
  operations['checkPartnerKyc']['responses'][403]['content']['application/json']
>;

/** JSON body of GET /0.2/check_kyc/{verification_id}/required_document_types */
export declare const requiredDocumentTypesRequest: Validator<
  NonNullable<operations['requiredDocumentTypes']['requestBody']>['content']['application/json']
>;

/** JSON body of the 400 of GET /0.2/check_kyc/{verification_id}/required_document_types */
export declare const requiredDocumentTypesResponse400: Validator<
  operations['requiredDocumentTypes']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of GET /0.2/check_kyc/{verification_id}/required_document_types */
export declare const requiredDocumentTypesResponse401: Validator<
  operations['requiredDocumentTypes']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of GET /0.2/check_kyc/{verification_id}/required_document_types */
export declare const requiredDocumentTypesResponse403: Validator<
  operations['requiredDocumentTypes']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/get_webhooks */
export declare const getWebhooksRequest: Validator<
  NonNullable<operations['getWebhooks']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/get_webhooks */
export declare const getWebhooksResponse200: Validator<
  operations['getWebhooks']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/get_webhooks */
export declare const getWebhooksResponse400: Validator<
  operations['getWebhooks']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/get_webhooks */
export declare const getWebhooksResponse401: Validator<
  operations['getWebhooks']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/get_webhooks */
export declare const getWebhooksResponse403: Validator<
  operations['getWebhooks']['responses'][403]['content']['application/json']
>;

/** JSON body of POST /0.2/retry_webhook */
export declare const retryWebhookRequest: Validator<
  NonNullable<operations['retryWebhook']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /0.2/retry_webhook */
export declare const retryWebhookResponse200: Validator<
  operations['retryWebhook']['responses'][200]['content']['application/json']
>;

/** JSON body of the 400 of POST /0.2/retry_webhook */
export declare const retryWebhookResponse400: Validator<
  operations['retryWebhook']['responses'][400]['content']['application/json']
>;

/** JSON body of the 401 of POST /0.2/retry_webhook */
export declare const retryWebhookResponse401: Validator<
  operations['retryWebhook']['responses'][401]['content']['application/json']
>;

/** JSON body of the 403 of POST /0.2/retry_webhook */
export declare const retryWebhookResponse403: Validator<
  operations['retryWebhook']['responses'][403]['content']['application/json']
>;
