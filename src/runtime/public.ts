/** What every `kyc-contracts/<provider>` exports besides its factory. */
export { BodyTooLarge } from './errors/body-too-large.js';
export { BodyUsed } from './errors/body-used.js';
export { CallError, type Sent } from './errors/call-error.js';
export { ClientError } from './errors/client-error.js';
export type { ClientErrorCode } from './errors/code.js';
export { ContractViolation } from './errors/contract-violation.js';
export { InvalidCredential } from './errors/invalid-credential.js';
export { KycApiError } from './errors/kyc-api-error.js';
export { MissingCredentials } from './errors/missing-credentials.js';
export { NetworkError } from './errors/network-error.js';
export { TimeoutError } from './errors/timeout-error.js';
export { UnexpectedResponse } from './errors/unexpected-response.js';
export { expectOk } from './expect-ok.js';
export { validation, type ValidationOptions } from './validation.js';
export type { ApiClient, CallOptions } from './api-client.js';
export type { CallResult, OtherStatus } from './call-result.js';
export type { RetryOptions } from './retry.js';
export type { ClientMiddleware, MiddlewareContext } from './middleware.js';
