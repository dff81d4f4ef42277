/** `kyc-contracts diff <old> <new>`: what a new version of a document means for those who use the old one. */
import { Command, Option } from 'commander';
import { changeClasses, type ChangeClass, type DiffReport } from '../diff/diff.js';
import { CliError } from '../openapi/cli-error.js';
import { installLine, isInstalled } from '../openapi/peer-packages.js';
import { collect } from './ports.js';
import { readVersions } from './diff/read-versions.js';
import { renderAnnotations, renderMarkdown, renderText } from './diff/reports.js';
import { wantsColour, writeCommands } from './output.js';

interface DiffFlags {
  json?: boolean;
  markdown?: boolean;
  github?: boolean;
  failOn: ChangeClass | 'never';
  allowRefs?: string[];
}

const versionForms =
  'a file, a provider, PROVIDER@VERSION, REVISION:file or REVISION:provider of git, PACKAGE.tgz:provider';

export const diff = new Command('diff')
  .argument('<old>', `the document as it was: ${versionForms}`)
  .argument('<new>', 'the document as it is, named alike; what follows a colon may be said for one of the two')
  .addOption(new Option('--json', 'print JSON').conflicts(['markdown', 'github']))
  .addOption(new Option('--markdown', 'print Markdown, as for a pull request').conflicts(['json', 'github']))
  .addOption(new Option('--github', 'print annotations of GitHub Actions'))
  .addOption(
    new Option('--fail-on <class>', 'exit with 1 for changes of this class, or of a graver one')
      .choices([...changeClasses, 'never'])
      .default('breaking'),
  )
  .option('--allow-refs <dir>', 'a folder that a document may refer into beside its own; may be repeated', collect)
  .addHelpText(
    'after',
    `
Classes, from the gravest: breaking (who relies on the old document may be refused, or misread the answer), compatible,
documentation (nothing that is sent changes), evidence (what a clause rests on, and clauses that had been written down
wrongly; no other class is taken for it, nor it for another).

Exit codes: 0 no such change · 1 a change of that class · 2 bad usage, or a document that cannot be read

Examples:
  kyc-contracts diff openapi.old.yaml openapi.yaml
  kyc-contracts diff sila@0.1.0 sila
  kyc-contracts diff HEAD~3: sila --markdown
  kyc-contracts diff kyc-contracts-0.2.0.tgz:alfred alfred --fail-on never --json`,
  )
  .action(async (old: string, now: string, flags: DiffFlags) => {
    const { diffDocuments } = await import('../diff/diff.js');
    const versions = await readVersions(old, now, flags.allowRefs);
    const report = await diffDocuments(versions.old.document, versions.new.document).catch((error: unknown) => {
      if (error instanceof RangeError) throw new CliError('a document is nested too deeply to compare: flatten it', 2);
      throw error;
    });
    if (!isInstalled('@redocly/cli') && report.changes.length > 0) {
      console.error(
        `kyc-contracts: Redocly is not installed, so that its own verdicts are left out of the table: ${installLine(['@redocly/cli'])}`,
      );
    }
    const names = { old: versions.old.name, new: versions.new.name };
    if (flags.github) writeCommands(process.stdout, renderAnnotations(report, await versions.new.positions?.()));
    else if (flags.json) process.stdout.write(`${JSON.stringify({ ...names, ...report }, null, 2)}\n`);
    else if (flags.markdown) process.stdout.write(renderMarkdown(report, names));
    else process.stdout.write(renderText(report, names, wantsColour(process.stdout)));
    if (hasReached(report, flags.failOn)) process.exitCode = 1;
  });

/** Evidence is separate from the other classes, and graver than no change. */
function hasReached({ summary }: DiffReport, failOn: DiffFlags['failOn']): boolean {
  if (failOn === 'never') return false;
  if (failOn === 'evidence') return summary.evidence > 0;
  const graver = changeClasses.slice(0, changeClasses.indexOf(failOn) + 1);
  return graver.some((name) => summary[name] > 0);
}
