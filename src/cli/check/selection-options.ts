/** The options of `check` that say what of a contract is checked, and how far. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { phaseNamed, phaseNames, type PhaseName, type Selection } from '../../checker/selection.js';

export interface SelectionFlags {
  phase?: PhaseName[];
  operation?: string[];
  status?: string[];
  tag?: string[];
  require?: string[];
  readOnly?: boolean;
  bail?: boolean;
  keep?: boolean;
  concurrency?: number;
  list?: boolean;
}

export function addSelectionOptions(command: Command): Command {
  return command
    .addOption(new Option('--phase <name...>', `only these phases: ${phaseNames.join(', ')}`).argParser(collectPhases))
    .option('--operation <id...>', 'only these operations')
    .option('--status <status...>', 'only these documented statuses, such as 404 or 4XX')
    .option('--tag <name...>', 'only operations with one of these tags')
    .option('--read-only', 'send only what neither creates nor changes anything; the rest is reported as not exercised')
    .option('--require <name...>', 'fail unless these are exercised: kyc, kyc:403, kyc:flowNotApproved, or all')
    .option('--list', 'say what would be exercised and which operations would be called how often, and send nothing')
    .option('--keep', 'leave the target as the run leaves it; otherwise a control API restores what was before')
    .option('--bail', 'stop at the first failure')
    .option('--concurrency <number>', 'cases at once; examples always go one by one (default: 2)', readConcurrency);
}

/** For commander: gathers the phases, by either of their names. */
function collectPhases(name: string, previous: PhaseName[] = []): PhaseName[] {
  const phase = phaseNamed(name);
  if (phase) return [...previous, phase];
  throw new InvalidArgumentError(`Allowed choices are ${phaseNames.join(', ')}.`);
}

export const selectionOf = ({ phase, operation, status, tag }: SelectionFlags): Selection => ({
  phases: phase,
  operations: operation,
  statuses: status,
  tags: tag,
});

function readConcurrency(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 64) {
    throw new InvalidArgumentError('expected a whole number between 1 and 64');
  }
  return number;
}
