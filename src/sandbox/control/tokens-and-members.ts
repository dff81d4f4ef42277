import { earliest } from '../core/clock.js';
import type { Reply } from '../core/handler.js';
import { problem } from '../core/problem.js';
import type { Membership, TokenRequest } from '../core/provider.js';
import { controls, type ControlCall } from './access.js';
import { invalid, unknownValue } from './invalid.js';
import { toIso } from './iso.js';

export async function issueToken({ settings, body }: ControlCall): Promise<Reply> {
  const { provider: name, age = 0, ...wanted } = body as Partial<TokenRequest> & { provider: string };
  const issuing = controls(settings, 'issueToken').find(({ provider }) => provider === name);
  if (!issuing) return problem(404, 'Not found', 'There is no provider of this name that issues tokens.');
  if (settings.transaction.now - age * 1000 < earliest) {
    return invalid([{ in: 'body', instancePath: '/age', message: 'must not lead to before the year 0' }]);
  }
  const issued = await issuing.control(issuing.context, { ...wanted, age });
  if ('unknown' in issued) return unknownValue(issued);
  const { subject, token, issuedAt, expiresAt } = issued;
  return {
    status: 200,
    body: { provider: name, subject, token, issuedAt: toIso(issuedAt), expiresAt: toIso(expiresAt) },
  };
}

export function addMember({ settings, body }: ControlCall): Reply {
  const { provider: name, ...membership } = body as Membership & { provider: string };
  const found = controls(settings, 'addMember').find(({ provider }) => provider === name);
  if (!found) return problem(404, 'Not found', 'There is no provider of this name that has members to add.');
  const refused = found.control(found.context, membership);
  return refused ? unknownValue(refused) : { status: 204 };
}
