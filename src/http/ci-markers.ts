/**
 * CI systems obey what stands in a log: GitHub's runner `::command::` at the start of a line and `##[command]` anywhere
 * in it, Azure's agent `##vso[…]`, TeamCity `##teamcity[…]`, GitLab `section_start:…`, Travis `travis_fold:`.
 */

/** The runner passes over blanks, among them some that JavaScript's `\s` has not, before it looks for `::`. */
export const commandAtStart = /(?<=(?:^|[\n\r\u0085\u2028\u2029])[\s\u0085]*):(?=:)/g;
export const commandAnywhere = /##(?=\w*\[)/g;
const sections = /(section_(?:start|end)|travis_(?:fold|time))(:)/gi;

/**
 * Makes the markers harmless, and changes nothing else. What stands instead, such as `#\u0023[`, says which character
 * was there and means the same in JSON, so that JSON stays what it was.
 */
export function withoutMarkers(text: string): string {
  return text
    .replaceAll(commandAnywhere, String.raw`#\u0023`)
    .replaceAll(commandAtStart, String.raw`\u003a`)
    .replaceAll(sections, String.raw`$1\u003a`);
}
