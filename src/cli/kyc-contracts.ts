#!/usr/bin/env node
/** The `kyc-contracts` command that the package brings: one verb a file. */
import { runVerbs } from './run-verbs.js';

await runVerbs('kyc-contracts', {
  check: {
    description: 'check that an implementation keeps the contract',
    load: async () => (await import('./check.js')).check,
    runsForeignCode: true,
  },
  proxy: {
    description: 'watch the traffic of your own tests for what breaks the contract',
    load: async () => (await import('./proxy.js')).proxy,
  },
  report: {
    description: 'join the reports of a check that several jobs have shared',
    load: async () => (await import('./report.js')).report,
  },
  diff: {
    description: 'tell what a new version of a document breaks',
    load: async () => (await import('./diff.js')).diff,
  },
  mock: {
    description: "serve the providers' documents as mocks",
    load: async () => (await import('./mock.js')).mock,
  },
  sandbox: {
    description: 'serve a stateful stand-in for all providers, with a clock to set',
    load: async () => (await import('./sandbox.js')).sandbox,
  },
  spec: {
    description: "print a provider's OpenAPI document",
    load: async () => (await import('./spec.js')).spec,
  },
});
