/** What a status says of a request. */
import type { Operation } from '../openapi/document.js';

/** @param status of an answer, or as a document has it: `201`, `2XX` */
export const isSuccess = (status: string): boolean => /^[23]/.test(status);

export const isRefusal = (status: number): boolean => status >= 400 && status < 500;

/** About the state of a record (RFC 9110, 15.5.10 and 15.5.13; RFC 4918, 11.3; RFC 6585, 3). */
export const stateRefusals: readonly number[] = [409, 412, 423, 428];
/** Of a record that is not there (RFC 9110, 15.5.5 and 15.5.11). */
export const recordRefusals: readonly number[] = [404, 410];
/** Whether a record is no longer there: of an operation that documents no status of its own for it, 400 says so, too. */
export const isGone = ({ responses }: Pick<Operation, 'responses'>, status: number): boolean =>
  recordRefusals.includes(status) ||
  (status === 400 && responses.has('400') && !recordRefusals.some((one) => responses.has(String(one))));

/** By which a request is refused that is wrong by the words of a document, and not by its schemas. */
export const refusals: readonly string[] = ['400', '409', '422', '4XX'];
