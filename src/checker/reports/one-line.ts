import { withoutMarkers } from '../../http/ci-markers.js';

/**
 * Makes text of an implementation safe for a line of a report. It may contain line ends, codes for a terminal or
 * markers of a CI system, and XML may hold none of them.
 */
export function oneLine(text: string): string {
  return withoutMarkers(text.replaceAll(unfit, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`));
}

/** Control characters, line separators, direction marks, noncharacters and single surrogates. */
const unfit =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
