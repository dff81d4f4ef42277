// generated from spec/alfred/openapi.yaml — do not edit

import type { Route } from '../../src/runtime/route.js';

/** Path of the document's first server, which every route is below. */
export const basePath = '/api/v1/third-party-service';

export const routes: readonly Route[] = [
  {
    operationId: 'myInfo',
    method: 'POST',
    path: '/my-info',
    parameters: [],
    body: { required: true, content: ['application/json'] },
  },
  {
    operationId: 'loginSofKyc',
    method: 'POST',
    path: '/login-sof-kyc',
    parameters: [],
    body: { required: true, content: ['application/json'] },
  },
  {
    operationId: 'uploadDocument',
    method: 'PUT',
    path: '/kyc/upload-document',
    parameters: [],
    body: { required: true, content: ['multipart/form-data'] },
  },
];

/** Every name that the document has for a member of a body, a part of a form, or a header (in small letters). */
export const names: readonly string[] = [
  'address',
  'alg',
  'api-key',
  'api-secret',
  'authorization',
  'balance',
  'birthday',
  'chain',
  'city',
  'code',
  'country',
  'countrywithdraw',
  'currency',
  'data',
  'docType',
  'email',
  'exp',
  'file',
  'firstname',
  'iat',
  'initial_transaction',
  'kyc',
  'lastname',
  'message',
  'path',
  'phonenumber',
  'reasons',
  'statusCode',
  'sub',
  'token',
  'typ',
  'type',
  'uid',
  'url',
  'user',
  'username',
  'validation',
  'zipcode',
];
