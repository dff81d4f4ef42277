/**
 * The table of the options of `check` and `proxy`: flag, `--help` text, kind of value, and whether the configuration
 * has it. Commander's options, the configuration's schema and the types of flags are made from it.
 */

export type Kind =
  | 'text'
  | 'file'
  | 'list'
  | 'switch'
  | 'url'
  | 'control'
  | 'seconds'
  | 'percent'
  | 'phases'
  | 'shard'
  | 'statuses'
  | 'prefer'
  | 'driver';

/** The allowed values. */
export const choices = {
  phases: ['examples', 'negatives', 'positives', 'relations', 'workflows'],
  prefer: ['auto', 'always', 'never'],
  driver: ['dredd', 'direct'],
} as const;

export interface OptionRow {
  /** In commander's syntax. */
  flags: string;
  help: string;
  kind: Kind;
  default?: string | number;
  /** Line of `--help` for `--no-…`, which makes the value false. */
  no?: string;
  /** Only options that are useful beyond one run. */
  inConfig: boolean;
}

type Table = Readonly<Record<string, OptionRow>>;

export const checkOptions = {
  url: {
    flags: '--url <base>',
    kind: 'url',
    help: 'base URL of the implementation; the paths of the document are appended to it',
    inConfig: true,
  },
  spec: {
    flags: '--spec <file>',
    kind: 'text',
    help: 'check against this OpenAPI 3.0 or 3.1 document instead of a provider',
    inConfig: true,
  },
  recipes: {
    flags: '--recipes <dir>',
    kind: 'text',
    help: 'with --spec: the folder of recipes that says what its cases need first',
    inConfig: true,
  },
  workflows: {
    flags: '--workflows <dir>',
    kind: 'text',
    help: 'with --spec: the folder of its Arazzo workflows',
    inConfig: true,
  },
  against: {
    flags: '--against <version>',
    kind: 'text',
    help: 'the document of a released version (0.1.0, a .tgz file, REVISION: of git), not of this one',
    inConfig: false,
  },
  allowRefs: {
    flags: '--allow-refs <dir>',
    kind: 'list',
    help: 'a folder that --spec may refer into beside its own; may be repeated',
    inConfig: true,
  },
  control: {
    flags: '--control <url>',
    kind: 'control',
    help: "base URL of a sandbox's control API; a target on this machine is asked for its own",
    no: 'exercise only what requests of the contract bring about',
    inConfig: true,
  },
  config: {
    flags: '--config <file>',
    kind: 'text',
    help: 'the configuration (default: kyc-contracts.config.{ts,js,mjs,json,yaml}, where it is run)',
    inConfig: false,
  },
  timeout: {
    flags: '--timeout <seconds>',
    kind: 'seconds',
    help: 'seconds that one exchange may take',
    default: 10,
    inConfig: true,
  },
  prefer: {
    flags: '--prefer <when>',
    kind: 'prefer',
    help: 'whether the target honours "Prefer: code=…, example=…" as Prism does',
    default: 'auto',
    inConfig: true,
  },
  driver: {
    flags: '--driver <name>',
    kind: 'driver',
    help: 'what sends the examples (default: dredd where it is installed, else direct)',
    inConfig: true,
  },
  phase: {
    flags: '--phase <name...>',
    kind: 'phases',
    help: `only these phases: ${choices.phases.join(', ')}`,
    inConfig: true,
  },
  operation: {
    flags: '--operation <id...>',
    kind: 'list',
    help: 'only these operations',
    inConfig: true,
  },
  status: {
    flags: '--status <status...>',
    kind: 'statuses',
    help: 'only these documented statuses, such as 404 or 4XX',
    inConfig: true,
  },
  tag: {
    flags: '--tag <name...>',
    kind: 'list',
    help: 'only operations with one of these tags',
    inConfig: true,
  },
  shard: {
    flags: '--shard <i/n>',
    kind: 'shard',
    help: 'only this part of the cases, such as 2/4; "report merge" joins the JSON reports of all',
    inConfig: false,
  },
  readOnly: {
    flags: '--read-only',
    kind: 'switch',
    help: 'send only what neither creates nor changes anything; the rest is reported as not exercised',
    inConfig: true,
  },
  require: {
    flags: '--require <name...>',
    kind: 'list',
    help: 'fail unless these are exercised: kyc, kyc:403, kyc:flowNotApproved, or all',
    inConfig: true,
  },
  minCoverage: {
    flags: '--min-coverage <percent>',
    kind: 'percent',
    help: 'fail unless at least this share of the cases was exercised',
    inConfig: true,
  },
  list: {
    flags: '--list',
    kind: 'switch',
    help: 'say what would be exercised and which operations would be called how often, and send nothing',
    inConfig: false,
  },
  keep: {
    flags: '--keep',
    kind: 'switch',
    help: 'leave the target as the run leaves it; otherwise a control API restores what was before',
    inConfig: true,
  },
  bail: {
    flags: '--bail',
    kind: 'switch',
    help: 'stop at the first failure',
    inConfig: true,
  },
} as const satisfies Table;

/** Report options of `check` and `proxy`. In the configuration they are under `reports`, and each is a file. */
export const reportOptions = {
  json: {
    flags: '--json [file]',
    kind: 'file',
    help: 'write the report as JSON to a file, or to stdout (the table then goes to stderr)',
    inConfig: false,
  },
  junit: {
    flags: '--junit <file>',
    kind: 'text',
    help: 'write JUnit XML, for the page of a CI system',
    inConfig: false,
  },
  html: {
    flags: '--html <file>',
    kind: 'text',
    help: 'write one self-contained page that shows what was covered, clause by clause',
    inConfig: false,
  },
  sarif: {
    flags: '--sarif <file>',
    kind: 'text',
    help: 'write SARIF 2.1.0',
    inConfig: false,
  },
} as const satisfies Table;

/** Severity options of `check` and `proxy`. */
export const severityOptions = {
  strict: {
    flags: '--strict',
    kind: 'switch',
    help: 'a broken clause that the document only assumes fails, too; otherwise it is a warning',
    inConfig: true,
  },
} as const satisfies Table;
