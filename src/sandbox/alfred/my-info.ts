import type { Reply } from '../core/handler.js';
import type { AlfredCall } from './state.js';

/** Opens a session. Of the registration data that it returns too, no source has a name, so there is none. */
export function myInfo({ ids, state, now, body }: AlfredCall): Reply {
  const uid = ids.uuid();
  const { type } = body as { type: 'in' | 'out' };
  state.sessions[uid] = { type, openedAt: now };
  return { status: 202, body: { statusCode: 202, message: 'my-info', data: { uid } } };
}
