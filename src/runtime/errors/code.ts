/**
 * Every `code` of an error of these clients. A failure of the provider is not among them: it is a result, or the error
 * of `expectOk`, with the provider's own code.
 *
 * - `MISSING_CREDENTIALS`, `INVALID_CREDENTIAL`: nothing was sent.
 * - `NETWORK`: no response, or an incomplete one.
 * - `TIMEOUT`: no complete response in time.
 * - `BODY_USED`: a middleware, or a `fetch`, has read a body that is still needed.
 * - `BODY_TOO_LARGE`: more bytes than `maxBodySize`.
 * - `UNEXPECTED_RESPONSE`: a success without the documented body.
 * - `CONTRACT_VIOLATION`: a body that violates its schema; only with validation.
 * - `FILE_REFUSED`: a file that the provider would not accept; nothing was sent.
 * - `TOKEN_EXPIRED` (Alfred): the user's token is more than two minutes old; nothing was sent.
 * - `TOKEN_REFUSED` (Sila): there is no token for the request; the call was not sent.
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
