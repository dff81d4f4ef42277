/** What the rules find, and what that is called for those who use the document. */

/**
 * What happened to what is allowed: `fewer` values, `more`, `other` ones (some went, or nobody can say), `open` (more
 * that nobody has to use), `none` (the same, written otherwise).
 */
export type Effect = 'fewer' | 'more' | 'other' | 'open' | 'none';

/** Who writes: those who call the API, or the API. Of a webhook it is the other way round. */
export type Direction = 'request' | 'response';

export interface Finding {
  /** What kind of change it is, such as `enum-value-added`. */
  rule: string;
  effect: Effect;
  message: string;
  /** JSON Pointers of what changed, in the document that has it. */
  old?: string | undefined;
  new?: string | undefined;
}

export interface Located extends Finding {
  direction: Direction;
  isInverted: boolean;
  /** The nodes that have, or had, what changed. */
  nodes: { old: string; new: string };
  /** Where a call refers to what changed, where that is another place. */
  site?: string | undefined;
}

export type Reporter = (finding: Located) => void;

export type ContractClass = 'breaking' | 'compatible' | 'documentation';

/** Requests may be allowed more, responses may bring less. */
export function classOf({ effect, direction, isInverted }: Located): ContractClass {
  if (effect === 'none') return 'documentation';
  if (effect === 'open') return 'compatible';
  if (effect === 'other') return 'breaking';
  return (effect === 'fewer') === ((direction === 'request') !== isInverted) ? 'breaking' : 'compatible';
}
