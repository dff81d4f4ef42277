/** Another checker, run on the traffic of our check. */
import type { Inspection } from '../inspect.js';

export interface Peer {
  name: string;
  /** Its complaints about the responses, each with the operation, so that they can be distinguished. */
  complaints: (inspection: Inspection) => string[];
}

/** The complaints without values, which differ between runs. */
export const complaintsOf = (peer: Peer, inspection: Inspection): Set<string> =>
  new Set(peer.complaints(inspection).map((text) => text.replaceAll(/"[^"]*"|'[^']*'|`[^`]*`|\w*\d[\w-]*/g, '#')));
