/** Adds the options of the table to a command of commander, with the types of their values. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { phaseNamed, type PhaseName } from '../../checker/selection.js';
import type { Shard } from '../../checker/shard.js';
import { collect } from '../ports.js';
import { readSeconds, readUrl } from './document.js';
import {
  choices,
  type checkOptions,
  type Kind,
  type OptionRow,
  type reportOptions,
  type severityOptions,
} from './option-table.js';

/** The value of each kind of option. */
interface Values {
  text: string;
  /** A file, or true for stdout. */
  file: string | true;
  list: string[];
  switch: boolean;
  url: URL;
  control: URL | false;
  seconds: number;
  percent: number;
  phases: PhaseName[];
  shard: Shard;
  statuses: string[];
  prefer: (typeof choices)['prefer'][number];
  driver: (typeof choices)['driver'][number];
}

type FlagsOf<Rows extends Record<string, OptionRow>> = {
  -readonly [Name in keyof Rows as Rows[Name] extends { default: unknown } ? never : Name]?: Values[Rows[Name]['kind']];
} & {
  -readonly [Name in keyof Rows as Rows[Name] extends { default: unknown } ? Name : never]: Values[Rows[Name]['kind']];
};

export type ReportFlags = FlagsOf<typeof reportOptions & typeof severityOptions>;
export type CheckFlags = FlagsOf<typeof checkOptions> & ReportFlags;

const parsers: Partial<Record<Kind, (argument: string, previous?: never) => unknown>> = {
  url: readUrl,
  control: readUrl,
  seconds: readSeconds,
  percent: readPercent,
  phases: collectPhases,
  shard: readShard,
};

export function addOptions(command: Command, rows: Readonly<Record<string, OptionRow>>): Command {
  for (const { flags, help, kind, default: usual, no } of Object.values(rows)) {
    const option = new Option(flags, help);
    // Commander collects `<name...>`; a list without dots is collected here, one value for each use of the option.
    const parse = kind === 'list' && !option.variadic ? collect : parsers[kind];
    if (parse) option.argParser(parse as (argument: string) => unknown);
    if (kind === 'prefer' || kind === 'driver') option.choices(choices[kind]);
    if (usual !== undefined) option.default(usual);
    command.addOption(option);
    if (no !== undefined) command.addOption(new Option(`--no-${option.name()}`, no));
  }
  return command;
}

/** Collects the phases by name or former name. */
function collectPhases(name: string, previous: PhaseName[] = []): PhaseName[] {
  const phase = phaseNamed(name);
  if (phase) return [...previous, phase];
  throw new InvalidArgumentError(`Allowed choices are ${choices.phases.join(', ')}.`);
}

function readPercent(argument: string): number {
  const value = Number(argument.replace(/%$/, ''));
  if (argument !== '' && value >= 0 && value <= 100) return value;
  throw new InvalidArgumentError('expected a number between 0 and 100');
}

function readShard(argument: string): Shard {
  const [, index, count] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(argument)?.map(Number) ?? [];
  if (index !== undefined && count !== undefined && index <= count) return { index, count };
  throw new InvalidArgumentError('expected the number of a part and how many there are, such as 2/4');
}
