import { withoutMarkers } from '../../http/ci-markers.js';

/**
 * Text that came from an implementation, made fit for a line of a report. A member's name may hold what ends a line,
 * moves a terminal's cursor or means something to a CI system at the start of one; none of it can stand in XML either.
 */
export function oneLine(text: string): string {
  return withoutMarkers(text.replaceAll(unfit, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`));
}

/** Control characters, line separators, marks that change the direction of what follows, what Unicode keeps for itself, and halves of a surrogate pair. */
const unfit =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
