/** The members that the response bodies of Sila's operations share. */
import type { Reply } from '../core/handler.js';
import type { Header } from './header.js';
import type { SilaContext } from './handler-types.js';

/** The request's reference, or a new one; and Sila's own id, in the form of the docs. */
export function references(call: SilaContext, header: Header): { reference: string; sila_reference_id: string } {
  return { reference: header.reference ?? call.ids.uuid(), sila_reference_id: `req_${call.ids.hex(12)}` };
}

/** The sandbox's clock stands still during a call. */
export const responseTime = { response_time_ms: '0' };

export function success<Data extends object>(call: SilaContext, header: Header, data: Data) {
  return {
    success: true as const,
    status: 'SUCCESS',
    ...data,
    ...references(call, header),
    ...responseTime,
  };
}

export const ok = (body: unknown): Reply => ({ status: 200, body });

/** Source: PHP and C# SDK tests, which see `success` false and `status` FAILURE with 400 and 403. */
export const failure = (status: number, message: string, more: object = {}): Reply => ({
  status,
  body: { success: false, status: 'FAILURE', message, ...more },
});

/** Details by name of the member, nested like the body. Source: the only published error body of the live API. */
export type ValidationDetails = { [name: string]: string | ValidationDetails };

export const badRequest = (details?: ValidationDetails): Reply =>
  failure(400, 'Bad request.', details ? { validation_details: details } : {});
