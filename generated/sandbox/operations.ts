// generated from spec/sandbox/openapi.yaml — do not edit

export { withOperations } from '../../src/runtime/operations.js';
export * as clock from './operations/clock.js';
export * as state from './operations/state.js';
export * as verifications from './operations/verifications.js';
export * as log from './operations/log.js';
export * as webhooks from './operations/webhooks.js';
