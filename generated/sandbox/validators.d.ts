// generated from spec/sandbox/openapi.yaml — do not edit

import type { Validator } from '../../src/runtime/validator.js';
import type { operations } from './types.js';

export type { Validator, Violation } from '../../src/runtime/validator.js';

/** JSON body of the 200 of GET /clock */
export declare const readClockResponse200: Validator<
  operations['readClock']['responses'][200]['content']['application/json']
>;

/** JSON body of the 403 of GET /clock */
export declare const readClockResponse403: Validator<
  operations['readClock']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of POST /clock/set */
export declare const setClockRequest: Validator<
  NonNullable<operations['setClock']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /clock/set */
export declare const setClockResponse200: Validator<
  operations['setClock']['responses'][200]['content']['application/json']
>;

/** JSON body of the 403 of POST /clock/set */
export declare const setClockResponse403: Validator<
  operations['setClock']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of the 422 of POST /clock/set */
export declare const setClockResponse422: Validator<
  operations['setClock']['responses'][422]['content']['application/problem+json']
>;

/** JSON body of POST /clock/advance */
export declare const advanceClockRequest: Validator<
  NonNullable<operations['advanceClock']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /clock/advance */
export declare const advanceClockResponse200: Validator<
  operations['advanceClock']['responses'][200]['content']['application/json']
>;

/** JSON body of the 403 of POST /clock/advance */
export declare const advanceClockResponse403: Validator<
  operations['advanceClock']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of the 422 of POST /clock/advance */
export declare const advanceClockResponse422: Validator<
  operations['advanceClock']['responses'][422]['content']['application/problem+json']
>;

/** JSON body of the 403 of POST /reset */
export declare const resetSandboxResponse403: Validator<
  operations['resetSandbox']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of the 200 of GET /snapshot */
export declare const takeSnapshotResponse200: Validator<
  operations['takeSnapshot']['responses'][200]['content']['application/json']
>;

/** JSON body of the 403 of GET /snapshot */
export declare const takeSnapshotResponse403: Validator<
  operations['takeSnapshot']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of POST /restore */
export declare const restoreSnapshotRequest: Validator<
  NonNullable<operations['restoreSnapshot']['requestBody']>['content']['application/json']
>;

/** JSON body of the 403 of POST /restore */
export declare const restoreSnapshotResponse403: Validator<
  operations['restoreSnapshot']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of the 422 of POST /restore */
export declare const restoreSnapshotResponse422: Validator<
  operations['restoreSnapshot']['responses'][422]['content']['application/problem+json']
>;

/** JSON body of the 200 of GET /verifications */
export declare const listVerificationsResponse200: Validator<
  operations['listVerifications']['responses'][200]['content']['application/json']
>;

/** JSON body of the 403 of GET /verifications */
export declare const listVerificationsResponse403: Validator<
  operations['listVerifications']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of POST /verifications/{provider}/{verification_id}/decision */
export declare const decideVerificationRequest: Validator<
  NonNullable<operations['decideVerification']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /verifications/{provider}/{verification_id}/decision */
export declare const decideVerificationResponse200: Validator<
  operations['decideVerification']['responses'][200]['content']['application/json']
>;

/** JSON body of the 403 of POST /verifications/{provider}/{verification_id}/decision */
export declare const decideVerificationResponse403: Validator<
  operations['decideVerification']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of the 404 of POST /verifications/{provider}/{verification_id}/decision */
export declare const decideVerificationResponse404: Validator<
  operations['decideVerification']['responses'][404]['content']['application/problem+json']
>;

/** JSON body of the 409 of POST /verifications/{provider}/{verification_id}/decision */
export declare const decideVerificationResponse409: Validator<
  operations['decideVerification']['responses'][409]['content']['application/problem+json']
>;

/** JSON body of the 422 of POST /verifications/{provider}/{verification_id}/decision */
export declare const decideVerificationResponse422: Validator<
  operations['decideVerification']['responses'][422]['content']['application/problem+json']
>;

/** JSON body of POST /members */
export declare const addMemberRequest: Validator<
  NonNullable<operations['addMember']['requestBody']>['content']['application/json']
>;

/** JSON body of the 403 of POST /members */
export declare const addMemberResponse403: Validator<
  operations['addMember']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of the 404 of POST /members */
export declare const addMemberResponse404: Validator<
  operations['addMember']['responses'][404]['content']['application/problem+json']
>;

/** JSON body of the 422 of POST /members */
export declare const addMemberResponse422: Validator<
  operations['addMember']['responses'][422]['content']['application/problem+json']
>;

/** JSON body of POST /tokens */
export declare const issueTokenRequest: Validator<
  NonNullable<operations['issueToken']['requestBody']>['content']['application/json']
>;

/** JSON body of the 200 of POST /tokens */
export declare const issueTokenResponse200: Validator<
  operations['issueToken']['responses'][200]['content']['application/json']
>;

/** JSON body of the 403 of POST /tokens */
export declare const issueTokenResponse403: Validator<
  operations['issueToken']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of the 404 of POST /tokens */
export declare const issueTokenResponse404: Validator<
  operations['issueToken']['responses'][404]['content']['application/problem+json']
>;

/** JSON body of the 422 of POST /tokens */
export declare const issueTokenResponse422: Validator<
  operations['issueToken']['responses'][422]['content']['application/problem+json']
>;

/** JSON body of POST /force */
export declare const forceResponseRequest: Validator<
  NonNullable<operations['forceResponse']['requestBody']>['content']['application/json']
>;

/** JSON body of the 403 of POST /force */
export declare const forceResponseResponse403: Validator<
  operations['forceResponse']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of the 404 of POST /force */
export declare const forceResponseResponse404: Validator<
  operations['forceResponse']['responses'][404]['content']['application/problem+json']
>;

/** JSON body of the 422 of POST /force */
export declare const forceResponseResponse422: Validator<
  operations['forceResponse']['responses'][422]['content']['application/problem+json']
>;

/** JSON body of the 200 of GET /requests */
export declare const listRequestsResponse200: Validator<
  operations['listRequests']['responses'][200]['content']['application/json']
>;

/** JSON body of the 403 of GET /requests */
export declare const listRequestsResponse403: Validator<
  operations['listRequests']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of the 200 of GET /webhook-deliveries */
export declare const listWebhookDeliveriesResponse200: Validator<
  operations['listWebhookDeliveries']['responses'][200]['content']['application/json']
>;

/** JSON body of the 403 of GET /webhook-deliveries */
export declare const listWebhookDeliveriesResponse403: Validator<
  operations['listWebhookDeliveries']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of the 422 of GET /webhook-deliveries */
export declare const listWebhookDeliveriesResponse422: Validator<
  operations['listWebhookDeliveries']['responses'][422]['content']['application/problem+json']
>;

/** JSON body of the 200 of GET /webhook-endpoints */
export declare const listWebhookEndpointsResponse200: Validator<
  operations['listWebhookEndpoints']['responses'][200]['content']['application/json']
>;

/** JSON body of the 403 of GET /webhook-endpoints */
export declare const listWebhookEndpointsResponse403: Validator<
  operations['listWebhookEndpoints']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of POST /webhook-endpoints/register */
export declare const registerWebhookEndpointRequest: Validator<
  NonNullable<operations['registerWebhookEndpoint']['requestBody']>['content']['application/json']
>;

/** JSON body of the 403 of POST /webhook-endpoints/register */
export declare const registerWebhookEndpointResponse403: Validator<
  operations['registerWebhookEndpoint']['responses'][403]['content']['application/problem+json']
>;

/** JSON body of the 404 of POST /webhook-endpoints/register */
export declare const registerWebhookEndpointResponse404: Validator<
  operations['registerWebhookEndpoint']['responses'][404]['content']['application/problem+json']
>;

/** JSON body of the 422 of POST /webhook-endpoints/register */
export declare const registerWebhookEndpointResponse422: Validator<
  operations['registerWebhookEndpoint']['responses'][422]['content']['application/problem+json']
>;
