/** The findings of the rules, and their classes for users of the document. */

/**
 * How the allowed values changed: `fewer`, `more`, `other` (some are gone, or unknown), `open` (more, which no side has
 * to use), `none` (equivalent).
 */
export type Effect = 'fewer' | 'more' | 'other' | 'open' | 'none';

/** The sender: the client of the API, or the API. For a webhook it is the other way round. */
export type Direction = 'request' | 'response';

export interface Finding {
  /** The kind of the change, such as `enum-value-added`. */
  rule: string;
  effect: Effect;
  message: string;
  /** JSON Pointers to the change, in the document that has it. */
  old?: string | undefined;
  new?: string | undefined;
}

export interface Located extends Finding {
  direction: Direction;
  isInverted: boolean;
  /** The changed nodes. */
  nodes: { old: string; new: string };
  /** The reference of a call to the change, where that is another place. */
  site?: string | undefined;
}

export type Reporter = (finding: Located) => void;

export type ContractClass = 'breaking' | 'compatible' | 'documentation';

/** More values are compatible in requests, fewer in responses. */
export function classOf({ effect, direction, isInverted }: Located): ContractClass {
  if (effect === 'none') return 'documentation';
  if (effect === 'open') return 'compatible';
  if (effect === 'other') return 'breaking';
  return (effect === 'fewer') === ((direction === 'request') !== isInverted) ? 'breaking' : 'compatible';
}
