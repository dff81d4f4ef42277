// generated from spec/sila/openapi.yaml — do not edit

export { withOperations } from '../../src/runtime/operations.js';
export * as auth from './operations/auth.js';
export * as users from './operations/users.js';
export * as registrationData from './operations/registrationData.js';
export * as businesses from './operations/businesses.js';
export * as kyc from './operations/kyc.js';
export * as documents from './operations/documents.js';
export * as classicKyc from './operations/classicKyc.js';
export * as webhooks from './operations/webhooks.js';
