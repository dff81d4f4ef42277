import type { Result } from './attempt.js';
import { KycApiError } from './errors/kyc-api-error.js';

/**
 * Returns the data of a success and throws otherwise, for one call. `throwOnError` does the same for a client.
 * @throws {KycApiError} for any other result
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
