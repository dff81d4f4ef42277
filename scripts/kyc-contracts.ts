#!/usr/bin/env node
/**
 * The `kyc-contracts` command: one verb a file, wired together here.
 * Results go to stdout, talk to stderr; every stop on purpose is a CliError, printed as one line.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { guardOutput } from './output.js';
import { packageRoot } from './providers.js';
import { reportError } from './report-error.js';

/** Loaded when asked for: most stand on tools that who only wants the clients does not install. */
const verbs: Record<string, { description: string; load: () => Promise<Command> }> = {
  start: {
    description: 'generate what is stale, serve sandbox, mocks and docs, and say where',
    load: async () => (await import('./start.js')).start,
  },
  generate: {
    description: 'write bundles, types, clients and validators into generated/',
    load: async () => (await import('./generate.js')).generate,
  },
  lint: {
    description: 'lint the documents, and count what they state on what evidence',
    load: async () => (await import('./lint.js')).lint,
  },
  mock: {
    description: "serve the providers' documents as mocks",
    load: async () => (await import('./mock.js')).mock,
  },
  sandbox: {
    description: 'serve a stateful stand-in for all providers, with a clock to set',
    load: async () => (await import('./sandbox.js')).sandbox,
  },
  check: {
    description: 'check that an implementation keeps the contract',
    load: async () => (await import('./check.js')).check,
  },
  proxy: {
    description: 'watch the traffic of your own tests for what breaks the contract',
    load: async () => (await import('./proxy.js')).proxy,
  },
  spec: {
    description: "print a provider's OpenAPI document",
    load: async () => (await import('./spec.js')).spec,
  },
  docs: {
    description: 'build the static site of the reference docs',
    load: async () => (await import('./docs.js')).docs,
  },
  'codegen-matrix': {
    description: 'try the documents in code generators of Python, Go, Java and Rust',
    load: async () => (await import('./codegen-matrix.js')).codegenMatrix,
  },
};

const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  version: string;
  description: string;
  devDependencies: Record<string, string>;
};

async function main(): Promise<void> {
  const program = new Command('kyc-contracts').description(manifest.description).version(manifest.version);
  const [first, second] = process.argv.slice(2);
  const wanted = first === 'help' ? second : first;
  for (const [name, { description, load }] of Object.entries(verbs)) {
    const verb = name === wanted ? await load() : new Command(name);
    verb.description(description).exitOverride((stop) => process.exit(stop.exitCode === 0 ? 0 : 2));
    program.addCommand(verb);
  }
  program.exitOverride((stop) => process.exit(stop.exitCode === 0 ? 0 : 2));
  await program.parseAsync();
}

guardOutput();
try {
  await main();
} catch (error) {
  reportError(error, manifest.devDependencies);
}
