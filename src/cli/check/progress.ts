/** How far a run is, in one line of a terminal that is written over; silent in a pipe and in the first second. */
import type { WriteStream } from 'node:tty';

const quiet = 1000;
/** Milliseconds between two lines. */
const pace = 100;

export interface Progress {
  tell(phase: string, done: number, all: number): void;
  /** Wipes the line. */
  end(): void;
}

export function showProgress(stream: Pick<WriteStream, 'isTTY' | 'write'>): Progress {
  if (!stream.isTTY) return { tell: () => {}, end: () => {} };
  let next = Date.now() + quiet;
  let isShown = false;
  return {
    tell(phase, done, all) {
      if (Date.now() < next) return;
      next = Date.now() + pace;
      isShown = true;
      stream.write(`\r\u001b[K${phase}: ${done} of ${all}`);
    },
    end() {
      if (isShown) stream.write('\r\u001b[K');
      isShown = false;
    },
  };
}
