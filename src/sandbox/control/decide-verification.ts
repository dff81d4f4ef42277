import type { Reply } from '../core/handler.js';
import { problem } from '../core/problem.js';
import type { Decision } from '../core/provider.js';
import { controls, type ControlCall } from './access.js';
import { unknownValue } from './invalid.js';
import { showVerification } from './show-verification.js';

export async function decideVerification({ settings, params, body }: ControlCall): Promise<Reply> {
  const name = params['provider']!;
  const decidable = controls(settings, 'decide').find(({ provider }) => provider === name);
  if (!decidable) return problem(404, 'Not found', 'There is no provider of this name that has verifications.');
  const decided = await decidable.control(decidable.context, params['verification_id']!, body as Decision);
  if (!decided) return problem(404, 'Not found', 'This provider has no verification of this id.');
  if ('refused' in decided) return problem(409, 'Refused', decided.refused);
  if ('unknown' in decided) return unknownValue(decided);
  return { status: 200, body: showVerification(name, decided) };
}
