import { compare } from '../core/compare.js';
import type { Reply } from '../core/handler.js';
import { problem } from '../core/problem.js';
import type { Decision, Verification } from '../core/provider.js';
import { controls, type ControlCall } from './access.js';
import { unknownValue } from './invalid.js';
import { toIso } from './iso.js';

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

export function listVerifications({ settings }: ControlCall): Reply {
  const verifications = controls(settings, 'verifications')
    .flatMap(({ provider, control, context }) => control(context).map((verification) => ({ provider, verification })))
    .sort(({ verification: a }, { verification: b }) => a.createdAt - b.createdAt || compare(a.id, b.id))
    .map(({ provider, verification }) => showVerification(provider, verification));
  return { status: 200, body: { verifications } };
}

/** Picks the members of the document one by one, so that the response contains no personal data. */
export function showVerification(provider: string, verification: Verification): object {
  const { id, subject, status, reasons, createdAt, updatedAt } = verification;
  return { provider, id, subject, status, reasons, createdAt: toIso(createdAt), updatedAt: toIso(updatedAt) };
}
