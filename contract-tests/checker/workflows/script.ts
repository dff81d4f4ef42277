/** What a played implementation answers in a workflow, and what it wants to see there. */
import type { Scripted } from './answers.js';
import type { Received } from './implementation.js';

/** One provider's implementation. */
export interface Played {
  /** By workflowId. */
  scripts: Record<string, Script>;
  handedOn: HandedOn[];
  /** What no log may show. */
  secrets: string[];
}

export interface Script {
  /** One for each request, in the order of the workflow. */
  answers: Scripted[];
  /** Put in the place of the answer at that index, each must make the workflow fail there. */
  mutants: Record<number, Scripted>;
}

/** A value of an answer that every later request to some operations has to carry. */
export interface HandedOn {
  from: string;
  /** JSON Pointer into the answer's body. */
  pointer: string;
  to: string[];
  found: (request: Received) => unknown;
}
