/** What the phases of one check share, and what each of them brings home. */
import type { ControlApi } from './control.js';
import type { Credentials } from './credentials.js';
import type { JsonObject, Operation } from './document.js';
import type { Gateway } from './gateway.js';
import type { Judge } from './judge.js';
import type { Recipes } from './recipe.js';
import type { Row } from './report.js';

export interface Run {
  document: JsonObject;
  operations: readonly Operation[];
  judge: Judge;
  /** The way to the implementation. */
  gateway: Gateway;
  /** The implementation's control API, where it has one. */
  control: ControlApi | undefined;
  recipes: Recipes;
  /** The user's values. */
  credentials: Credentials;
  /** The target answers with the response that `Prefer: code=…, example=…` names, as Prism does. */
  honoursPrefer: boolean;
  signal: AbortSignal | undefined;
  /** Operations to exercise; the others can still be steps on the way. @default all */
  selection?: { operations: ReadonlySet<string> };
}

/** The operations to exercise. */
export const selected = ({ operations, selection }: Pick<Run, 'operations' | 'selection'>): Operation[] =>
  operations.filter(({ operationId }) => selection?.operations.has(operationId) ?? true);

export interface Findings {
  rows: Row[];
  /** What went wrong in the machinery; anything here means that the run proves nothing. */
  problems: string[];
}

export type Phase = (run: Run) => Promise<Findings>;
