// generated from spec/alfred/openapi.yaml — do not edit

export { withOperations } from '../../src/runtime/operations.js';
export * as kyc from './operations/kyc.js';
