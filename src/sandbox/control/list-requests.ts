import type { Reply } from '../core/handler.js';
import type { ControlCall } from './access.js';
import { toIso } from './iso.js';

export function listRequests({ settings }: ControlCall): Reply {
  return { status: 200, body: { requests: settings.received.list.map((one) => ({ ...one, at: toIso(one.at) })) } };
}
