import type { Reply } from '../core/handler.js';
import type { ControlCall } from './access.js';

export function takeSnapshot({ settings }: ControlCall): Reply {
  return { status: 200, body: settings.snapshot() };
}
