/** Shares a check among jobs: each job runs every n-th unit of each phase. */
import { createHash } from 'node:crypto';

export interface Shard {
  /** From 1. */
  index: number;
  count: number;
}

/** What must be equal in all shards of one check. */
export interface ShardOfCheck extends Shard {
  /** Digest of the document. */
  document: string;
  /** Digest of the options that decide on the cases and their severity. */
  options: string;
  /** The requirements of the whole check, which no shard can verify. */
  required: readonly string[];
  minCoverage: number;
}

/** A digest of JSON, to compare checks and reports. */
export const digestOfJson = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

/**
 * The units of a phase that this shard runs. All shards together run each unit once, on any machines.
 * @param units in a fixed order: operations, fixtures or workflows
 */
export const ofShard = <Unit>(shard: Shard | undefined, units: readonly Unit[]): Unit[] =>
  units.filter((_, at) => !shard || at % shard.count === shard.index - 1);
