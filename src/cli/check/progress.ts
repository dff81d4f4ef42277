/**
 * How far a run is: in a terminal one line that is written over, silent in the first second; in a pipe, as CI systems
 * have, a line when a phase begins and one when it has ended.
 */
import type { WriteStream } from 'node:tty';
import type { Reporter } from '../../checker/events.js';
import { sayCounts } from '../../checker/reports/figures.js';

const quiet = 1000;
/** Milliseconds between two lines. */
const pace = 100;

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

const aLineEach = (stream: Pick<WriteStream, 'write'>): Reporter => ({
  on: (event) => {
    if (event.type === 'phaseStarted') stream.write(`${event.phase} ...\n`);
    if (event.type !== 'phaseFinished') return;
    stream.write(`${event.phase}: ${sayCounts(event.cases)} in ${event.seconds.toFixed(1)} s\n`);
  },
  close: () => {},
});
