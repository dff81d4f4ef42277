import type { Reply } from '../handler.js';
import type { Snapshot } from '../snapshot.js';
import type { ControlCall } from './access.js';
import { invalid } from './invalid.js';

export function restoreSnapshot({ settings, body }: ControlCall): Reply {
  try {
    settings.restore(body as Snapshot);
  } catch (error) {
    return invalid([{ in: 'body', instancePath: '/entries', message: (error as Error).message }]);
  }
  return { status: 204 };
}
