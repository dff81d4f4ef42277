/**
 * Runs the examples phase of `check` inside a Dredd that the user runs, which sends the requests. `dredd-hooks.cjs`
 * loads it.
 */
import { onStop } from './stop-signal.js';
import type { CheckOptions } from '../checker/check.js';
import { DreddSession, deferred, transactionOf, type Transaction } from '../checker/drivers/dredd-session.js';
import type { OpenDriver } from '../checker/drivers/driver.js';
import { caseName, type CaseResult, type RunError } from '../checker/report.js';
import { applySeverity } from '../checker/validate/severity.js';
import { CliError } from '../openapi/cli-error.js';
import { listMocked } from '../openapi/providers.js';
import { parseYaml } from '../openapi/yaml.js';
import { readConfig } from './check/config.js';
import { readUrl } from './check/document.js';
import { optionsOf } from './check/options.js';
import { readProvider, type Subject } from './check/subject.js';

/** The members of Dredd's configuration that are used. */
export interface DreddConfiguration {
  endpoint: string;
  apiDescriptions: { content: string }[];
  /** Absent in some configuration files. */
  only?: string[];
  method?: string[];
  names?: boolean;
  'dry-run'?: boolean;
}

type Hooks = Pick<DreddSession, 'beforeAll' | 'beforeEach' | 'beforeEachValidation' | 'afterEach'>;

export async function openSession(configuration: DreddConfiguration): Promise<Hooks> {
  try {
    const options = await checkOptions(configuration);
    return configuration.names || configuration['dry-run'] ? await listing(options) : checking(options, configuration);
  } catch (error) {
    return failing(sentenceOf(error));
  }
}

async function checkOptions({ endpoint, apiDescriptions }: DreddConfiguration): Promise<CheckOptions> {
  const subject = subjectOf(apiDescriptions);
  const { timeout = 10, prefer = 'auto', control, credentials = {}, inputs = {} } = await readConfig();
  const flags = { timeout, prefer, phase: ['examples' as const], ...controlFlag(control) };
  const url = readUrl(/^https?:\/\//i.test(endpoint) ? endpoint : `http://${endpoint}`);
  return optionsOf(subject, url, { provider: subject.name, flags, credentials, otherCredentials: {}, inputs });
}

const controlFlag = (control: string | false | undefined) =>
  control === undefined ? {} : { control: control === false ? (false as const) : readUrl(control) };

/** The provider of Dredd's document, in any version; responses are always validated against the exact document. */
function subjectOf(descriptions: DreddConfiguration['apiDescriptions']): Subject {
  const [content, ...more] = descriptions.map((description) => parseYaml(description.content) as Described);
  const known = listMocked().map(readProvider);
  const found = known.find(({ document }) => titleOf(document as Described) === titleOf(content));
  if (found && more.length === 0) return found;
  const names = known.map(({ name }) => name).join(' or ');
  throw new CliError(
    `kyc-contracts/dredd-hooks needs one document of this package (${names}): of another, run "kyc-contracts check --spec"`,
    2,
  );
}

interface Described {
  info?: { title?: unknown };
}

const titleOf = (document: Described | undefined): unknown => document?.info?.title ?? '';

/** Runs the check beside Dredd, which gets a request when it comes to that case. */
async function checking(options: CheckOptions, configuration: DreddConfiguration): Promise<Hooks> {
  const { check } = await import('../checker/index.js');
  const { only = [], method = [] } = configuration;
  const opened = deferred<DreddSession>();
  const finished = deferred<readonly RunError[]>();
  const interrupt = new AbortController();
  const openDriver: OpenDriver = async (results, gateway) => {
    const session = new DreddSession({
      results,
      gateway,
      // Other hooks may run between these two.
      timeout: 600,
      isLeftOut: (result) =>
        (only.length > 0 && !only.includes(caseName(result))) || (method.length > 0 && !method.includes(result.method)),
      verdictOf: async (result, index) => ({
        result: applySeverity(options.document, result, options),
        // The last transaction also fails when the run proves nothing.
        errors: index < results.length - 1 ? [] : (await finished.promise).map(({ message }) => message),
      }),
    });
    opened.resolve(session);
    return session;
  };
  const start = async (): Promise<DreddSession> => {
    const forget = onStop(() => interrupt.abort());
    const listen = async (): Promise<void> => {
      const errors: RunError[] = [];
      for await (const event of check({ ...options, driver: openDriver, signal: interrupt.signal })) {
        if (event.type === 'runError') errors.push(event.error);
        if (event.type === 'warning') process.stderr.write(`${event.message}\n`);
      }
      finished.resolve(errors);
    };
    listen()
      .catch((error: unknown) => {
        finished.resolve([{ code: 'aborted', message: sentenceOf(error) }]);
        opened.reject(error as Error);
      })
      .finally(forget);
    return opened.promise;
  };
  let session: Hooks;
  return {
    beforeAll: (transactions, done) => {
      void start()
        .catch((error: unknown) => failing(sentenceOf(error)))
        .then((started) => (session = started).beforeAll(transactions, done));
    },
    beforeEach: (...call) => session.beforeEach(...call),
    beforeEachValidation: (...call) => session.beforeEachValidation(...call),
    afterEach: (...call) => session.afterEach(...call),
  };
}

/** For `dredd --names` and `--dry-run`: lists every case and sends nothing. */
async function listing(options: CheckOptions): Promise<Hooks> {
  const { planContract } = await import('../checker/index.js');
  const results = planContract(options).map((planned): CaseResult => ({
    ...planned,
    outcome: 'skipped',
    violations: [],
  }));
  return showing(results.map((result) => transactionOf(result, options.url)));
}

/** Adds a failing transaction, the only way for a hook to make Dredd's exit code 1. */
function failing(message: string): Hooks {
  const nothing = {
    operationId: '-',
    method: 'GET',
    path: '/',
    status: '-',
    example: null,
    phase: 'examples',
  } as const;
  const transaction = transactionOf({ ...nothing, outcome: 'failed', violations: [] }, new URL('http://127.0.0.1'));
  return showing([{ ...transaction, name: 'kyc-contracts', id: 'kyc-contracts', fail: message }]);
}

const showing = (made: readonly Transaction[]): Hooks => ({
  beforeAll: (transactions, done) => {
    transactions.splice(0, transactions.length, ...made);
    done();
  },
  beforeEach: (_, done) => done(),
  beforeEachValidation: (_, done) => done(),
  afterEach: (_, done) => done(),
});

/** An unexpected error may quote a request or a response. */
function sentenceOf(error: unknown): string {
  return error instanceof CliError ? error.message : `the check broke off (${(error as Error).name})`;
}
