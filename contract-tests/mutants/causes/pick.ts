/** Chooses among all candidates of a cause by a seed, so that the choice is independent of what the checks cover. */
import type { Around } from '../behaviour/handlers.js';
import { behaving } from '../behaviour/handlers.js';
import { answering, type Change } from '../intercept.js';
import type { Implementation } from '../mutant.js';
import { play, type Subject } from '../subject.js';
import type { Operation } from '../../../src/openapi/document.js';

/** One defect at one place. */
export interface Candidate {
  operationId: string;
  name: string;
  implement: () => Implementation;
}

/** Takes each operation once before any a second time, in an order by the seed. */
export function pick(candidates: readonly Candidate[], count: number, seed: string): Candidate[] {
  const next = random(seed);
  const shuffled = candidates.map((one) => ({ one, at: next() })).sort((a, b) => a.at - b.at);
  const turns = new Map<string, number>();
  const ranked = shuffled.map(({ one, at }) => {
    const turn = turns.get(one.operationId) ?? 0;
    turns.set(one.operationId, turn + 1);
    return { one, turn, at };
  });
  return ranked
    .sort((a, b) => a.turn - b.turn || a.at - b.at)
    .slice(0, count)
    .map(({ one }) => one);
}

/** Mulberry32: the same seed gives the same numbers on every machine. */
export function random(seed: string): () => number {
  let state = [...seed].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16777619), 2166136261);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A mutant with a different response. */
export const answered = (subject: Subject, operation: Operation, name: string, change: Change): Candidate => ({
  operationId: operation.operationId,
  name,
  implement: () => answering(play(subject).fetch, operation, subject.url, change),
});

/** A mutant with a different behaviour. */
export const behaved = (subject: Subject, operationId: string, name: string, around: Around): Candidate => ({
  operationId,
  name,
  implement: () => behaving(subject, [operationId], around),
});

/** The defects of each operation, by name. */
export type Ways = Readonly<Record<string, Readonly<Record<string, Around>>>>;

export const behavedIn = (subject: Subject, table: Ways = {}): Candidate[] =>
  Object.entries(table).flatMap(([operationId, ways]) =>
    Object.entries(ways).map(([name, around]) => behaved(subject, operationId, name, around)),
  );
