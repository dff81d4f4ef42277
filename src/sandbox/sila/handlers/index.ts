/** The handlers by operationId, in one file for each kind of resource. */
export { addAddress, deleteAddress, updateAddress } from './addresses.js';
export { authToken } from './auth-token.js';
export {
  getBusinessRoles,
  getBusinessTypes,
  getNaicsCategories,
  linkBusinessMember,
  unlinkBusinessMember,
} from './businesses.js';
export { certifyBeneficialOwner, certifyBusiness } from './certification.js';
export { checkKyc, checkPartnerKyc, requestKyc } from './classic-kyc.js';
export { addEmail, addPhone, deleteEmail, deletePhone, updateEmail, updatePhone } from './contact.js';
export { documentTypes, requiredDocumentTypes } from './document-types.js';
export { getDocument, listDocuments, uploadDocuments } from './documents.js';
export { getEntities, getEntity } from './entities.js';
export { addIdentity, deleteIdentity, updateIdentity } from './identities.js';
export { kyc } from './kyc.js';
export { checkHandle, register, updateEntity } from './registration.js';
export { getVerification, getVerifications, resumeVerification } from './verifications.js';
export { getWebhooks, retryWebhook } from './webhooks.js';
