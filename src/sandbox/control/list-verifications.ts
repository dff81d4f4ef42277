import type { Reply } from '../core/handler.js';
import { controls, type ControlCall } from './access.js';
import { showVerification } from './show-verification.js';

export function listVerifications({ settings }: ControlCall): Reply {
  const verifications = controls(settings, 'verifications')
    .flatMap(({ provider, control, context }) => control(context).map((verification) => ({ provider, verification })))
    .sort((a, b) => a.verification.createdAt - b.verification.createdAt)
    .map(({ provider, verification }) => showVerification(provider, verification));
  return { status: 200, body: { verifications } };
}
