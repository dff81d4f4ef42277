import type { Reply } from '../core/handler.js';
import { InvalidSnapshot, type Snapshot } from '../core/snapshot.js';
import type { ControlCall } from './access.js';
import { invalid } from './invalid.js';

export function takeSnapshot({ settings }: ControlCall): Reply {
  return { status: 200, body: settings.snapshot() };
}

export function restoreSnapshot({ settings, body }: ControlCall): Reply {
  try {
    settings.restore(body as Snapshot);
  } catch (error) {
    if (!(error instanceof InvalidSnapshot)) throw error;
    return invalid([{ in: 'body', instancePath: error.pointer, message: error.expected }]);
  }
  return { status: 204 };
}

export function resetSandbox({ settings }: ControlCall): Reply {
  settings.reset();
  return { status: 204 };
}
