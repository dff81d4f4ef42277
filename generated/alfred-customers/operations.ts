// generated from spec/alfred-customers/openapi.yaml — do not edit

export { withOperations } from '../../src/runtime/operations.js';
export * as customers from './operations/customers.js';
export * as requirements from './operations/requirements.js';
export * as kyc from './operations/kyc.js';
export * as hostedForms from './operations/hostedForms.js';
export * as kyb from './operations/kyb.js';
export * as webhooks from './operations/webhooks.js';
