/** Why a request was refused: the documented example that Prism answers with cannot say it, so a header does. */

export interface Violation {
  path?: string[];
  message: string;
}

/** Clients refuse headers beyond some 8 kB in all. */
const maxLength = 4096;

export function violationHeader(violations: Record<'request' | 'response', Violation[]>): Record<string, string> {
  const all = Object.entries(violations).flatMap(([side, list]) =>
    list.map(({ path = [], message }) => ({ location: [side, ...path], message })),
  );
  if (all.length === 0) return {};
  const text = ascii(JSON.stringify(all));
  return { 'sl-violations': text.length > maxLength ? `${text.slice(0, maxLength)}...` : text };
}

/** A message may quote the request, and a header holds only ASCII: JSON can say the rest in escapes. */
function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
