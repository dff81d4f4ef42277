/**
 * Error responses. Codes and texts are from the page of error codes; which status belongs to which code is mostly our
 * choice.
 */
import type { Reply } from '../core/handler.js';
import type { RequestViolation } from '../core/provider.js';

const texts = {
  110002: 'Invalid field(s)',
  111301: 'UNKNOWN_ERROR',
  111302: 'Invalid parameter(s)',
  111303: 'Required parameter(s) missing',
  111402: 'KYC submission not found',
  111403: 'KYB submission not found',
  111404: 'KYC record cannot be retried',
  111405: 'Customer KYB already exists',
  111406: 'Customer KYC incomplete',
  111408: 'Phone already registered',
  111409: 'Email already registered',
  111410: 'Phone country and customer country are different',
  111411: 'KYC already completed',
  111412: 'KYB already completed',
  111413: 'Invalid ID type',
  111414: 'Invalid file submission',
} as const;

/** @param fields names of the invalid or missing members */
export function refuse(status: number, errorCode: keyof typeof texts, fields: readonly string[] = []): Reply {
  const errorMetadata = fields.length > 0 ? { errorMetadata: { fields } } : {};
  return { status, body: { errorCode, errorMessage: texts[errorCode], ...errorMetadata } };
}

/** Answers a request that violates the document. */
export function invalid(violations: readonly RequestViolation[]): Reply {
  const isMissing = violations.every(({ keyword }) => keyword === 'required' || keyword === 'missing');
  const names = violations.map(({ instancePath, params }) =>
    [
      ...instancePath.split('/').slice(1),
      ...(params?.['missingProperty'] ? [String(params['missingProperty'])] : []),
    ].join('.'),
  );
  return refuse(400, isMissing ? 111303 : 111302, [...new Set(names.filter((name) => name !== ''))]);
}
