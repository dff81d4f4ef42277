/**
 * `npm run sdks:python`: the tests that Sila ships in its SDK for Python, unmodified, against a sandbox on this machine.
 * Exit codes: 0 as expected, 1 not so, 3 nothing was tried, with the reason.
 */
import { execFile, type ExecFileException } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/openapi/providers.js';
import { addressOf } from '../sandbox/sila.js';
import { tellOutcomes } from './outcomes.js';
import { servedSandbox } from './served-sandbox.js';

const version = '1.1.3';
const home = join(packageRoot, 'node_modules', '.cache', 'sdks-python', version);
const source = join(home, `silasdk-${version}`);
const python = join(home, 'venv', process.platform === 'win32' ? 'Scripts' : 'bin', 'python');

/** The files about operations of the document; the others are about money. */
const isAboutKyc = (file: string): boolean =>
  /^test0\d\d_(check_|get_business|get_naics|get_entit|register\.|change_reg|link_business|unlink_|request_|z_doc|certify|get_webhooks)/.test(
    file,
  );

/** Lawful, or the suite's own fault. */
const expected: Readonly<Record<string, string>> = {
  test_upload_multiple_document_200:
    'reads the header as Content-Type from a dict; the sandbox sends it in lower case, as HTTP allows',
};

const run = (command: string, ...args: string[]) =>
  promisify(execFile)(command, args, { cwd: home, maxBuffer: 16 * 1024 * 1024 });

/** Undefined: it is installed. Else why it is not. */
async function install(): Promise<string | undefined> {
  if (existsSync(source)) return undefined;
  mkdirSync(home, { recursive: true });
  try {
    await run('python3', '-m', 'venv', 'venv');
  } catch {
    return 'python3 with the module venv is missing';
  }
  try {
    await run(python, '-m', 'pip', 'install', '-q', `silasdk==${version}`, 'pytest==9.2.0');
    // The tests are in the source distribution alone.
    await run(python, '-m', 'pip', 'download', '-q', '--no-deps', '--no-binary', ':all:', `silasdk==${version}`);
    await run('tar', '-xzf', `silasdk-${version}.tar.gz`);
  } catch (error) {
    const { stderr = '' } = error as ExecFileException & { stderr?: string };
    return `silasdk ${version} and pytest could not be installed: ${stderr.trim().split('\n').at(-1) ?? ''}`;
  }
  return undefined;
}

/** An image that the tests read and the distribution lacks. */
function putImage(): void {
  const images = join(source, 'tests', 'images');
  const license = join(packageRoot, 'spec', 'sila', 'workflows', 'files', 'license.png');
  mkdirSync(images, { recursive: true });
  writeFileSync(join(images, 'logo-geko.png'), readFileSync(license));
}

async function main(): Promise<number> {
  const missing = await install();
  if (missing) {
    console.error(`not run: ${missing}`);
    return 3;
  }
  putImage();
  const config = readFileSync(join(source, 'tests', 'test_config.py'), 'utf8');
  const key = /app_private_key = "(\w+)"/.exec(config)?.[1] ?? '';
  const handle = /app_hanlde = "(\w+)"/.exec(config)?.[1] ?? '';
  const files = readdirSync(join(source, 'tests')).filter(isAboutKyc).sort();
  const served = await servedSandbox(handle, addressOf(key));
  const args = ['-m', 'pytest', '-p', 'redirect', '-p', 'no:cacheprovider', '-q', '-rA', '--tb=line'];
  const env = {
    ...process.env,
    SANDBOX_PORT: new URL(served.url).port,
    PYTHONPATH: join(packageRoot, 'contract-tests', 'sdks'),
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const tests = files.map((file) => `tests/${file}`);
  const { stdout } = await promisify(execFile)(python, [...args, ...tests], { cwd: source, env }).catch(
    (error: ExecFileException & { stdout: string }) => error,
  );
  await served.close();
  const outcomes = [...stdout.matchAll(/^(PASSED|FAILED|ERROR|SKIPPED) \S+::(\w+)/gm)].map(
    ([, outcome, name = '']) => ({ name, passed: outcome === 'PASSED' }),
  );
  if (outcomes.length === 0) console.log(`pytest ran nothing: ${stdout.slice(-500)}`);
  return tellOutcomes(`silasdk ${version}`, outcomes, expected);
}

// Whatever is unforeseen is said in a sentence, too.
process.exitCode = await main().catch((error: Error) => (console.error(`not run: ${error.message}`), 3));
