/**
 * Every `code` that an error of these clients can have. A failure that the provider reports is none of them: it is a
 * result, or what `expectOk` makes of it, with the provider's own code.
 *
 * - `MISSING_CREDENTIALS`, `INVALID_CREDENTIAL`: nothing was sent.
 * - `NETWORK`: no answer, or none that came to its end.
 * - `TIMEOUT`: no complete answer in time.
 * - `BODY_USED`: a middleware, or a `fetch`, has read a body that others need.
 * - `BODY_TOO_LARGE`: more bytes than `maxBodySize`.
 * - `UNEXPECTED_RESPONSE`: a success without the body that the document promises.
 * - `CONTRACT_VIOLATION`: a body that breaks its schema; only where validation was asked for.
 * - `FILE_REFUSED`: a file that the provider would not take; nothing was sent.
 * - `TOKEN_EXPIRED` (Alfred): the user's two minutes are over; nothing was sent.
 * - `TOKEN_REFUSED` (Sila): there is no token to sign with; the call was not sent.
 * - `POLLING_DEADLINE` (Sila): no result of a verification in time.
 *
 * @example
 * catch (error) {
 *   if (!(error instanceof ClientError)) throw error;
 *   switch (error.code) {
 *     case 'TIMEOUT':
 *     case 'NETWORK':
 *       return 'try later';
 *     default:
 *       throw error;
 *   }
 * }
 */
export type ClientErrorCode =
  | 'MISSING_CREDENTIALS'
  | 'INVALID_CREDENTIAL'
  | 'NETWORK'
  | 'TIMEOUT'
  | 'BODY_USED'
  | 'BODY_TOO_LARGE'
  | 'UNEXPECTED_RESPONSE'
  | 'CONTRACT_VIOLATION'
  | 'FILE_REFUSED'
  | 'TOKEN_EXPIRED'
  | 'TOKEN_REFUSED'
  | 'POLLING_DEADLINE';
