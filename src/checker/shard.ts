/** One of several jobs that share a check: of each phase every n-th unit, which is never split. */
import { createHash } from 'node:crypto';

export interface Shard {
  /** From 1. */
  index: number;
  count: number;
}

/** What must be the same in all shards of one check. */
export interface ShardOfCheck extends Shard {
  /** Digest of the document. */
  document: string;
  /** Digest of what decides which cases there are, and of their severity. */
  options: string;
  /** What the whole must exercise, which no shard can tell. */
  required: readonly string[];
  minCoverage: number;
}

/** Tells two checks, or two reports, from each other. */
export const digestOfJson = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

/**
 * The units of a phase that a shard has: all shards together have each once, whatever machine they run on.
 * @param units in one order: operations, fixtures or workflows
 */
export const ofShard = <Unit>(shard: Shard | undefined, units: readonly Unit[]): Unit[] =>
  units.filter((_, at) => !shard || at % shard.count === shard.index - 1);
