/** Writes SARIF 2.1.0, for code scanning pages and other viewers. */
import { withoutMarkers } from '../../http/ci-markers.js';
import {
  clauseOf,
  groupViolations,
  isFailure,
  sayCases,
  sayEvidence,
  sayViolation,
  type GroupedViolation,
} from './grouped-violation.js';
import type { SourcePosition } from '../../openapi/source-positions.js';
import { violationCodes, type ViolationCode } from '../validate/violation-codes.js';
import { oneLine } from './one-line.js';
import type { CheckReport } from './check-report.js';

export function renderSarif(reports: readonly CheckReport[], version: string): string {
  const sarif = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: reports.map((report) => {
      const { name, cases, errors, unvalidated } = report;
      const groups = groupViolations(cases);
      const codes = [...new Set(groups.map(({ violation }) => violation.code))];
      return {
        tool: { driver: { name: 'kyc-contracts', version, rules: codes.map(ruleOf) } },
        invocations: [
          {
            executionSuccessful: errors.length === 0,
            toolExecutionNotifications: [
              ...errors.map(({ code, message }) => notificationOf('error', code, message)),
              ...unvalidated.map(({ clause, reason }) =>
                notificationOf('note', 'unvalidated', `${reason} (${clause})`),
              ),
            ],
          },
        ],
        // GitHub reads the text after the last slash as the run, and the text before as the category.
        automationDetails: { id: `kyc-contracts/${name}/` },
        results: groups.map((group) => resultOf(group, report)),
      };
    }),
  };
  return withoutMarkers(`${JSON.stringify(sarif, null, 2)}\n`);
}

const ruleOf = (id: ViolationCode): object => ({ id, shortDescription: { text: violationCodes[id] } });

const notificationOf = (level: 'error' | 'note', id: string, message: string): object => ({
  level,
  descriptor: { id },
  message: { text: withoutLinks(oneLine(message)) },
});

function resultOf(group: GroupedViolation, { name, positions }: CheckReport): object {
  const { violation } = group;
  const evidence = sayEvidence(violation);
  return {
    ruleId: violation.code,
    level: isFailure(group) ? 'error' : 'warning',
    message: {
      text: withoutLinks(
        `${sayViolation(violation)}\nin ${oneLine(sayCases(group))}${evidence ? `\nevidence: ${evidence}` : ''}`,
      ),
    },
    // The position is that of the broken clause. GitHub accepts only results with a position in a file.
    locations: [
      {
        ...physicalLocation(positions?.at(clauseOf(group))),
        logicalLocations: [{ fullyQualifiedName: `${name}#${violation.clause}`, kind: 'member' }],
      },
    ],
    properties: { pointer: violation.pointer, cases: group.results.length },
  };
}

const physicalLocation = (position: SourcePosition | undefined): object =>
  position === undefined
    ? {}
    : {
        physicalLocation: {
          artifactLocation: { uri: position.file.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: position.line, startColumn: position.column },
        },
      };

/**
 * Viewers turn `[text](target)` into links, which text of a target or document must not become (SARIF 2.1.0, 3.11.6).
 */
const withoutLinks = (text: string): string =>
  /\]\s*\(/.test(text) ? text.replaceAll(/[\\[\]]/g, (one) => `\\${one}`) : text;
