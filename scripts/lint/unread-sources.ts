/** Pages change: what has not been compared for a year is reported. */
import type { Sources } from '../generate/sources.js';

const year = 366 * 24 * 60 * 60 * 1000;

export function findUnreadSources(sources: Sources, now = new Date()): string[] {
  return Object.entries(sources).flatMap(([id, { read }]) => {
    if (read === undefined) return [`spec/sources.yaml: ${id} has no day on which it was read: add "read"`];
    if (now.getTime() - Date.parse(read) <= year) return [];
    return [`spec/sources.yaml: ${id} was last read on ${read}: read it again (npm run drift), and renew the day`];
  });
}
