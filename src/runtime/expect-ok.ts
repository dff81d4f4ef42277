import type { Result } from './attempt.js';
import { KycApiError } from './errors/kyc-api-error.js';

/**
 * For those who would rather catch than branch, at one call: the data of a success. `throwOnError` is the same for a
 * client.
 * @throws {KycApiError} for anything else
 * @example
 * const { access_token } = expectOk(await sila.POST('/0.2/auth_token', { body }));
 */
export function expectOk<Data>(result: {
  data?: Data;
  error?: unknown;
  status: number;
  response: Response;
}): Exclude<Data, undefined> {
  const { response, status, data, error, call } = result as Result;
  if (response.ok) return data as Exclude<Data, undefined>;
  throw new KycApiError(call, status, error);
}
