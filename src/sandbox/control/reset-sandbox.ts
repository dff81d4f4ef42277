import type { Reply } from '../core/handler.js';
import type { ControlCall } from './access.js';

export function resetSandbox({ settings }: ControlCall): Reply {
  settings.reset();
  return { status: 204 };
}
