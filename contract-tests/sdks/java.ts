/**
 * `npm run sdks:java -- FOLDER`: the tests that Sila ships with its SDK for Java, unmodified, against a sandbox on this
 * machine. FOLDER holds the SDK's sources, as its repository has them: no registry has an artifact of it.
 * Exit codes: 0 as expected, 1 not so, 2 no folder is given or it is another, 3 nothing was tried, with the reason.
 */
import { execFile, type ExecFileException } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/openapi/providers.js';
import { tellOutcomes } from './outcomes.js';

const home = join(packageRoot, 'node_modules', '.cache', 'sdks-java');
const source = join(home, 'SilaSDK');
const minutes = 60_000;

/** The classes about operations of the document, in the suite's own order. The others are about money. */
const classes = [
  'GetBusinessTypesTests',
  'GetBusinessRolesTests',
  'GetNaicsCategoriesTest',
  'GetDocumentTypesTests',
  'GetEntitiesTests',
  'CheckHandleTests',
  'RegisterTests',
  'RegisterBusinessTests',
  'DeleteRegistrationTests',
  'AddRegistrationDataTests',
  'UpdateRegistrationDataTests',
  'LinkBusinessMemberTests',
  'RequestKYCTests',
  'CheckKYCTests',
  'CheckPartnerKycTests',
  'GetEntityTests',
  'DocumentsTests',
  'ListDocumentsTests',
  'GetDocumentTests',
  'certifyBeneficialOwnerTests',
  'CertifyBusinessTests',
  'UnlinkBusinessMemberTests',
  'GetWebhooksTests',
  'RetryWebhooksTests',
];

/** Lawful, or the suite's own fault. */
const expected: Readonly<Record<string, string>> = {
  'GetDocumentTypesTests.Response403Success':
    "takes no host and so asks Sila's own, which does not resolve here, as nothing but this machine does",
};

const run = async (command: string, ...args: string[]): Promise<string> => {
  const options = { cwd: source, maxBuffer: 64 * 1024 * 1024, timeout: 15 * minutes };
  return (await promisify(execFile)(command, args, options)).stdout;
};

/** Copies the sources, so that nothing is written where they are, and compiles them. Returns the class path. */
async function compile(folder: string): Promise<string> {
  mkdirSync(source, { recursive: true });
  rmSync(join(source, 'src'), { recursive: true, force: true });
  for (const name of ['pom.xml', 'src']) cpSync(join(folder, name), join(source, name), { recursive: true });
  const list = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath';
  await run('mvn', '-B', '-q', 'test-compile', list, '-Dmdep.outputFile=classpath', '-Dmdep.includeScope=test');
  const dependencies = readFileSync(join(source, 'classpath'), 'utf8').trim();
  return ['target/test-classes', 'target/classes', dependencies].join(delimiter);
}

async function main(argument: string | undefined): Promise<number> {
  if (argument === undefined) {
    console.error('Name the folder of the SDK: npm run sdks:java -- FOLDER (a clone of Sila-Money/sila-sdk-java).');
    return 2;
  }
  const folder = [resolve(argument, 'SilaSDK'), resolve(argument)].find((one) => existsSync(join(one, 'pom.xml')));
  if (folder === undefined) {
    console.error(`${argument} is no folder of Sila's SDK for Java: it has neither pom.xml nor SilaSDK/pom.xml.`);
    return 2;
  }
  mkdirSync(source, { recursive: true });
  for (const [command, version] of [
    ['java', '-version'],
    ['mvn', '-v'],
  ] as const) {
    const found = await run(command, version).then(
      () => true,
      () => false,
    );
    if (!found) {
      console.error(`not run: ${command} is missing; the suite needs a JDK of 17 or later and Maven`);
      return 3;
    }
  }
  const classPath = await compile(folder).catch((error: ExecFileException & { stdout?: string }) => {
    const line = (error.stdout ?? '').split('\n').find((one) => one.includes('ERROR')) ?? 'it took too long';
    console.error(`not run: Maven could not compile the SDK: ${line}`);
    return undefined;
  });
  if (classPath === undefined) return 3;
  const settings = readFileSync(
    join(source, 'src/test/java/com/silamoney/client/testsutils/DefaultConfigurations.java'),
    'utf8',
  );
  const handle = /appHandle = "(\w+)"/.exec(settings)?.[1] ?? '';
  const key = /privateKey = "(\w+)"/.exec(settings)?.[1] ?? '';
  const version = /<version>([^<]+)/.exec(readFileSync(join(source, 'pom.xml'), 'utf8'))?.[1] ?? '';
  // No other name resolves: a test that takes no host would ask Sila's own.
  const hosts = join(home, 'hosts');
  writeFileSync(hosts, '127.0.0.1 localhost\n');
  // Not before it is known that there is something to be run.
  const [{ addressOf }, { servedSandbox }] = await Promise.all([
    import('../sandbox/sila.js'),
    import('./served-sandbox.js'),
  ]);
  const served = await servedSandbox(handle, addressOf(key));
  const program = join(packageRoot, 'contract-tests', 'sdks', 'RunSuite.java');
  const stdout = await run(
    'java',
    `-Djdk.net.hosts.file=${hosts}`,
    ...['-cp', classPath, program, `${served.url}/0.2`, ...classes],
  ).finally(() => served.close());
  const outcomes = [...stdout.matchAll(/^>> (PASSED|FAILED) (\S+) ?(.*)$/gm)].map(
    ([, outcome, name = '', message = '']) => ({ name, passed: outcome === 'PASSED', message }),
  );
  return tellOutcomes(`SilamoneySDK ${version}`, outcomes, expected);
}

// Whatever is unforeseen is said in a sentence, too.
process.exitCode = await main(process.argv[2]).catch(
  (error: Error) => (console.error(`not run: ${error.message.split('\n')[0]}`), 3),
);
