/** The version of a release and its notes. */
import { CliError } from '../../src/openapi/cli-error.js';
import { nextVersion, steps, type Entries, type Reports, type Step } from '../changes/steps.js';

/** The next version, by the greatest step that a document needs; without one it is a patch. */
export function versionFor(last: string, needed: readonly (Step | undefined)[]): string {
  const gravest = Math.max(0, ...needed.map((step) => (step === undefined ? 0 : steps.indexOf(step))));
  return nextVersion(last, steps[gravest]!);
}

/** @throws {CliError} exit code 1, if the tag is that of another version, or of a prerelease. */
export function checkTag(tag: string, packaged: string): void {
  if (tag !== `v${packaged}`) {
    throw new CliError(
      `the tag is ${tag} and package.json says ${packaged}: tag v${packaged}, or change the version`,
      1,
    );
  }
  // It would become the version that npm installs by default.
  if (!/^\d+\.\d+\.\d+$/.test(packaged)) {
    throw new CliError(`package.json says ${packaged}: a release has three numbers and is no prerelease`, 1);
  }
}

/** @throws {CliError} exit code 1, if the version is smaller than the changes need. */
export function checkVersion(packaged: string, needed: string): void {
  if (!isAtLeast(packaged, needed)) {
    throw new CliError(
      `the changes since the last release need ${needed}, and package.json says ${packaged}: npm version --no-git-tag-version ${needed}, and npm run generate`,
      1,
    );
  }
}

export function isAtLeast(version: string, least: string): boolean {
  const order = (text: string) => text.split('.', 3).reduce((sum, part) => sum * 10_000 + Number.parseInt(part, 10), 0);
  return order(version) >= order(least);
}

/** The unreleased part of the changelog, and a sentence and the counts of each document. */
export function renderNotes(version: string, changelog: string, reports: Reports, entries: Entries): string {
  const [, unreleased = ''] = /^## Unreleased\n+([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(changelog) ?? [];
  const documents = [...reports].map(([provider, { summary }]) => {
    const { breaking, compatible, documentation, evidence } = summary;
    const says = entries.get(provider)?.says ?? 'Nothing changed.';
    return `- **${provider}**: ${says} (${breaking} breaking, ${compatible} compatible, ${documentation} of words, ${evidence} of evidence)`;
  });
  return `# ${version}\n\n## Documents\n\n${documents.join('\n')}\n\n## Package\n\n${unreleased.trim()}\n`;
}
