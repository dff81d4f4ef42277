/** `kyc-contracts/config`: the type of a configuration file of `check`. Texts and defaults are those of `--help`. */

/**
 * What a team would otherwise type each time. Files and folders are relative to the configuration file. Flags win over
 * it, and for credentials the environment does.
 */
export interface CheckConfig {
  /** Whose document is checked: `alfred`, `alfred-customers` or `sila`. */
  provider?: string;
  /** By security scheme; functions are called once, when the run starts. */
  credentials?: Record<string, string | (() => string | Promise<string>)>;
  /** The same of another client, which must neither see nor change what the first one has made. */
  otherCredentials?: Record<string, string | (() => string | Promise<string>)>;
  /** What differs from one customer of the provider to the next, by name (`spec/<provider>/recipes/inputs.yaml`). */
  inputs?: Record<string, unknown>;
  /** Report files by kind. */
  reports?: ReportFiles;
  /** Base URL of the implementation; the paths of the document are appended to it. */
  url?: string;
  /** Check against this OpenAPI 3.0 or 3.1 document instead of a provider. */
  spec?: string;
  /** With --spec: the folder of recipes that says what its cases need first. */
  recipes?: string;
  /** With --spec: the folder of its Arazzo workflows. */
  workflows?: string;
  /** A folder that --spec may refer into beside its own; may be repeated. */
  allowRefs?: string[];
  /** Base URL of a sandbox's control API; a target on this machine is asked for its own. */
  control?: string | false;
  /** Seconds that one exchange may take. @default 10 */
  timeout?: number;
  /** Whether the target honours "Prefer: code=…, example=…" as Prism does. @default auto */
  prefer?: 'auto' | 'always' | 'never';
  /** What sends the examples (default: dredd where it is installed, else direct). */
  driver?: 'dredd' | 'direct';
  /** Only these phases: examples, negatives, positives, relations, workflows. */
  phase?: ('examples' | 'negatives' | 'positives' | 'relations' | 'workflows')[];
  /** Only these operations. */
  operation?: string[];
  /** Only these documented statuses, such as 404 or 4XX. */
  status?: (string | number)[];
  /** Only operations with one of these tags. */
  tag?: string[];
  /** Send only what neither creates nor changes anything; the rest is reported as not exercised. */
  readOnly?: boolean;
  /** Fail unless these are exercised: kyc, kyc:403, kyc:flowNotApproved, or all. */
  require?: string[];
  /** Fail unless at least this share of the cases was exercised. */
  minCoverage?: number;
  /** Leave the target as the run leaves it; otherwise a control API restores what was before. */
  keep?: boolean;
  /** Stop at the first failure. */
  bail?: boolean;
  /** A broken clause that the document only assumes fails, too; otherwise it is a warning. */
  strict?: boolean;
}

export interface ReportFiles {
  /** Write the report as JSON to a file, or to stdout (the table then goes to stderr). */
  json?: string;
  /** Write JUnit XML, for the page of a CI system. */
  junit?: string;
  /** Write one self-contained page that shows what was covered, clause by clause. */
  html?: string;
  /** Write SARIF 2.1.0. */
  sarif?: string;
}

/** Returns its argument: for completion and types in `kyc-contracts.config.ts`. */
export const defineConfig = (config: CheckConfig): CheckConfig => config;
