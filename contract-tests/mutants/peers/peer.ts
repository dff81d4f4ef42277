/** Another checker, on the traffic of ours: what would it have said of these answers? */
import type { Inspection } from '../inspect.js';

export interface Peer {
  name: string;
  /** What it has against the answers; each with the operation, so that one can be told from another. */
  complaints: (inspection: Inspection) => string[];
}

/** The complaints as they are the same in every run: values in them differ from one to the next. */
export const complaintsOf = (peer: Peer, inspection: Inspection): Set<string> =>
  new Set(peer.complaints(inspection).map((text) => text.replaceAll(/"[^"]*"|'[^']*'|`[^`]*`|\w*\d[\w-]*/g, '#')));
