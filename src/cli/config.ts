/** `kyc-contracts/config`: the types of a configuration file of `check`. */
import type { checkOptions, choices, reportOptions, severityOptions } from './check/option-table.js';

/** What each kind of option is in a configuration file. */
interface Values {
  text: string;
  list: string[];
  switch: boolean;
  url: string;
  control: string | false;
  seconds: number;
  concurrency: number;
  percent: number;
  shard: string;
  phases: (typeof choices)['phases'][number][];
  statuses: (string | number)[];
  prefer: (typeof choices)['prefer'][number];
  driver: (typeof choices)['driver'][number];
}

type Rows = typeof checkOptions & typeof severityOptions;

type Settings = {
  [Name in keyof Rows as Rows[Name]['inConfig'] extends true ? Name : never]?: Values[Rows[Name]['kind']];
};

/**
 * What a team would otherwise type each time. Files and folders are relative to the configuration file; `timeout` is in
 * seconds. Flags win over it, and for credentials the environment does.
 */
export interface CheckConfig extends Settings {
  provider?: string;
  /** By security scheme; functions are called once, when the run starts. */
  credentials?: Record<string, string | (() => string | Promise<string>)>;
  /** What differs from one customer of the provider to the next, by name (`spec/<provider>/recipes/inputs.yaml`). */
  inputs?: Record<string, unknown>;
  /** Report files by kind. */
  reports?: { [Kind in keyof typeof reportOptions]?: string };
}

/** Returns its argument: for completion and types in `kyc-contracts.config.ts`. */
export const defineConfig = (config: CheckConfig): CheckConfig => config;
