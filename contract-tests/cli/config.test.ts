/** `CheckConfig` says in TypeScript what the table of options says: an editor shows members that are written out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, expectTypeOf, test } from 'vitest';
import {
  checkOptions,
  choices,
  reportOptions,
  severityOptions,
  type OptionRow,
} from '../../src/cli/check/option-table.js';
import type { CheckConfig } from '../../src/cli/config.js';
import { packageRoot } from '../../src/openapi/providers.js';

const file = join(packageRoot, 'src', 'cli', 'config.ts');
const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

/** The comment of each member, on one line. */
function membersOf(name: string): Map<string, string> {
  const declaration = source.statements.find((one) => ts.isInterfaceDeclaration(one) && one.name.text === name);
  return new Map(
    (declaration as ts.InterfaceDeclaration).members.map((member) => [
      member.name!.getText(),
      ts
        .getJSDocCommentsAndTags(member)
        .map((one) => one.getText())
        .join(''),
    ]),
  );
}

const commentOf = ({ help, default: usual }: OptionRow) =>
  `/** ${help.charAt(0).toUpperCase()}${help.slice(1)}.${usual === undefined ? '' : ` @default ${usual}`} */`;

test('a configuration › has each option that may stand in it, with its text and default', () => {
  const rows = Object.entries<OptionRow>({ ...checkOptions, ...severityOptions }).filter(([, row]) => row.inConfig);
  const members = membersOf('CheckConfig');
  for (const own of ['provider', 'credentials', 'otherCredentials', 'inputs', 'reports'])
    expect(members.delete(own), own).toBe(true);
  expect(Object.fromEntries(members)).toEqual(Object.fromEntries(rows.map(([name, row]) => [name, commentOf(row)])));
  expect(Object.fromEntries(membersOf('ReportFiles'))).toEqual(
    Object.fromEntries(Object.entries<OptionRow>(reportOptions).map(([name, row]) => [name, commentOf(row)])),
  );
});

test('what is chosen of › is what the command line takes', () => {
  expectTypeOf<Required<CheckConfig>['prefer']>().toEqualTypeOf<(typeof choices)['prefer'][number]>();
  expectTypeOf<Required<CheckConfig>['driver']>().toEqualTypeOf<(typeof choices)['driver'][number]>();
  expectTypeOf<Required<CheckConfig>['phase'][number]>().toEqualTypeOf<(typeof choices)['phases'][number]>();
});
