// generated from spec/sandbox/openapi.yaml — do not edit

import type { Route } from '../../runtime/route.js';

/** Path of the document's first server, which every route is below. */
export const basePath = '/_sandbox';

export const routes: readonly Route[] = [
  { operationId: 'readClock', method: 'GET', path: '/clock', parameters: [] },
  {
    operationId: 'setClock',
    method: 'POST',
    path: '/clock/set',
    parameters: [],
    body: { required: true, content: ['application/json'] },
  },
  {
    operationId: 'advanceClock',
    method: 'POST',
    path: '/clock/advance',
    parameters: [],
    body: { required: true, content: ['application/json'] },
  },
  { operationId: 'resetSandbox', method: 'POST', path: '/reset', parameters: [] },
  { operationId: 'takeSnapshot', method: 'GET', path: '/snapshot', parameters: [] },
  {
    operationId: 'restoreSnapshot',
    method: 'POST',
    path: '/restore',
    parameters: [],
    body: { required: true, content: ['application/json'] },
  },
  { operationId: 'listVerifications', method: 'GET', path: '/verifications', parameters: [] },
  {
    operationId: 'decideVerification',
    method: 'POST',
    path: '/verifications/{provider}/{verification_id}/decision',
    parameters: [
      { name: 'provider', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'verification_id', in: 'path', required: true, schema: { type: 'string' } },
    ],
    body: { required: true, content: ['application/json'] },
  },
  {
    operationId: 'addMember',
    method: 'POST',
    path: '/members',
    parameters: [],
    body: { required: true, content: ['application/json'] },
  },
  {
    operationId: 'issueToken',
    method: 'POST',
    path: '/tokens',
    parameters: [],
    body: { required: true, content: ['application/json'] },
  },
  {
    operationId: 'forceResponse',
    method: 'POST',
    path: '/force',
    parameters: [],
    body: { required: true, content: ['application/json'] },
  },
  { operationId: 'listRequests', method: 'GET', path: '/requests', parameters: [] },
  {
    operationId: 'listWebhookDeliveries',
    method: 'GET',
    path: '/webhook-deliveries',
    parameters: [
      { name: 'after', in: 'query', required: false, schema: { type: 'integer', minimum: 0 } },
      { name: 'limit', in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 1000 } },
    ],
  },
  { operationId: 'listWebhookEndpoints', method: 'GET', path: '/webhook-endpoints', parameters: [] },
  {
    operationId: 'registerWebhookEndpoint',
    method: 'POST',
    path: '/webhook-endpoints/register',
    parameters: [],
    body: { required: true, content: ['application/json'] },
  },
];
