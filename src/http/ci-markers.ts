/**
 * Disarms the commands of CI systems in text: GitHub's runner obeys `::command::` at the start of a line and
 * `##[command]` anywhere, Azure's agent `##vso[…]`, TeamCity `##teamcity[…]`, GitLab `section_start:…`, Travis
 * `travis_fold:`.
 */

/** The runner skips blanks before `::`, among them some that JavaScript's `\s` does not match. */
export const commandAtStart = /(?<=(?:^|[\n\r\u0085\u2028\u2029])[\s\u0085]*):(?=:)/g;
export const commandAnywhere = /##(?=\w*\[)/g;
const sections = /(section_(?:start|end)|travis_(?:fold|time))(:)/gi;

/** Escapes the markers and nothing else. An escape such as `#\u0023[` means the same in JSON. */
export function withoutMarkers(text: string): string {
  return text
    .replaceAll(commandAnywhere, String.raw`#\u0023`)
    .replaceAll(commandAtStart, String.raw`\u003a`)
    .replaceAll(sections, String.raw`$1\u003a`);
}
