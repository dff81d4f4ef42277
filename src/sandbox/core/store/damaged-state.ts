/** Thrown when a store holds what no sandbox of this version has written. */
import type { EntryFault } from '../shape.js';
import type { Key } from './store.js';

export class DamagedState extends Error {
  override name = 'DamagedState' as const;

  constructor([namespace, member]: Key, { pointer, message }: EntryFault) {
    // Not the id: it may be of a person.
    super(`its entry of ${JSON.stringify(`${namespace}.${member}`)} is damaged: ${pointer} ${message}`);
  }
}
