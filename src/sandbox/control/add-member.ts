import type { Reply } from '../core/handler.js';
import { problem } from '../core/problem.js';
import type { Membership } from '../core/provider.js';
import { controls, type ControlCall } from './access.js';
import { unknownValue } from './invalid.js';

export function addMember({ settings, body }: ControlCall): Reply {
  const { provider: name, ...membership } = body as Membership & { provider: string };
  const found = controls(settings, 'addMember').find(({ provider }) => provider === name);
  if (!found) return problem(404, 'Not found', 'There is no provider of this name that has members to add.');
  const refused = found.control(found.context, membership);
  return refused ? unknownValue(refused) : { status: 204 };
}
