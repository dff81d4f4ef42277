/**
 * How far a run is: in a terminal one line that is written over, silent in the first second; in a pipe, as CI systems
 * have, a line when a phase begins and one when it has ended.
 */
import type { WriteStream } from 'node:tty';
import type { Row } from '../../checker/report.js';
import { sayCounts } from '../../checker/reports/figures.js';

const quiet = 1000;
/** Milliseconds between two lines. */
const pace = 100;

export interface Progress {
  tell(phase: string, done: number, all: number): void;
  /** A phase begins, or has ended with these rows. */
  phase(name: string, rows?: readonly Row[]): void;
  /** Wipes the line. */
  end(): void;
}

export function showProgress(stream: Pick<WriteStream, 'isTTY' | 'write'>): Progress {
  if (!stream.isTTY) return { tell: () => {}, end: () => {}, phase: sayPhases(stream) };
  let next = Date.now() + quiet;
  let isShown = false;
  return {
    phase: () => {},
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

function sayPhases(stream: Pick<WriteStream, 'write'>): Progress['phase'] {
  let began = Date.now();
  return (name, rows) => {
    if (!rows) began = Date.now();
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    stream.write(rows ? `${name}: ${sayCounts(rows)} in ${seconds} s\n` : `${name} ...\n`);
  };
}
