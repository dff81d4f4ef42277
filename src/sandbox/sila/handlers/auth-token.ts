/** Source: docs/auth_token, whose own failures are not readable: 401 with the body of other refusals is our choice. */
import { readCredential } from '../../../openapi/security.js';
import { createdProblem } from '../created.js';
import { headerOf } from '../header.js';
import { badRequest, ok } from '../reply.js';
import { signatureRefused } from '../auth.js';
import { appsOf, seconds, toIso } from '../state.js';
import { issueToken } from '../tokens.js';
import type { ResponseBody, SilaCall, SilaHandler } from '../handler-types.js';

export const authToken: SilaHandler = (call) => {
  const header = headerOf(call);
  const problem = header && createdProblem(header.created, seconds(call));
  if (problem) return badRequest({ header: { created: problem } });
  const app = appsOf(call.settings).find(
    ({ handle, clientId, clientSecret }) => handle === header?.app && basicPair(call) === `${clientId}:${clientSecret}`,
  );
  if (!app) return signatureRefused(401);
  const { token, expiration } = issueToken(call, app);
  const expiration_dt = toIso(expiration);
  return ok({ success: true, access_token: { token, expiration, expiration_dt } } satisfies ResponseBody<
    'authToken',
    200
  >);
};

/** RFC 7617 lets a server choose the encoding. This one reads UTF-8, which the generated clients send. */
const basicPair = ({ headers }: SilaCall): string | undefined =>
  readCredential({ target: '', headers }, { in: 'header', name: 'Authorization', scheme: 'Basic' });
