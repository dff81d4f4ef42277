/**
 * Prints the progress of a run. A terminal shows one line that is overwritten, after the first second; a pipe gets a
 * line when a phase begins, one every 30 seconds, and one at its end.
 */
import type { WriteStream } from 'node:tty';
import type { Reporter } from '../../checker/events.js';
import { sayCounts } from '../../checker/reports/figures.js';

const quiet = 1000;
/** Milliseconds between two lines. */
const pace = 100;
/** The same for a pipe, where each line stays. */
const slowPace = 30_000;

export const progressReporter = (stream: Pick<WriteStream, 'isTTY' | 'write'>): Reporter =>
  stream.isTTY ? oneLine(stream) : aLineEach(stream);

function oneLine(stream: Pick<WriteStream, 'write'>): Reporter {
  let next = Date.now() + quiet;
  let isShown = false;
  const wipe = (): void => {
    if (isShown) stream.write('\r\u001b[K');
    isShown = false;
  };
  return {
    on: (event) => {
      if (event.type !== 'progress') {
        if (event.type === 'warning' || event.type === 'finished') wipe();
        return;
      }
      if (Date.now() < next) return;
      next = Date.now() + pace;
      isShown = true;
      stream.write(`\r\u001b[K${event.phase}: ${event.done} of ${event.all}`);
    },
    close: wipe,
  };
}

function aLineEach(stream: Pick<WriteStream, 'write'>): Reporter {
  let next = Infinity;
  return {
    on: (event) => {
      if (event.type === 'phaseStarted') {
        next = Date.now() + slowPace;
        stream.write(`${event.phase} ...\n`);
      }
      if (event.type === 'progress' && Date.now() >= next) {
        next = Date.now() + slowPace;
        stream.write(`${event.phase}: ${event.done} of ${event.all}\n`);
      }
      if (event.type !== 'phaseFinished') return;
      stream.write(`${event.phase}: ${sayCounts(event.cases)} in ${event.seconds.toFixed(1)} s\n`);
    },
    close: () => {},
  };
}
