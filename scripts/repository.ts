/**
 * The verbs that only this repository has: `npm run <verb>`. They write into its folders, so they are not in the
 * package.
 */
import { runVerbs } from '../src/cli/run-verbs.js';

await runVerbs('npm run', {
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
  changes: {
    description: 'hold the changes of spec/ against its changelog, and write the page of them',
    load: async () => (await import('./changes.js')).changes,
  },
  drift: {
    description: 'hold what newly read pages say against the documents',
    load: async () => (await import('./drift.js')).drift,
  },
  release: {
    description: 'make and show everything that a release publishes (--dry-run)',
    load: async () => (await import('./release.js')).release,
  },
  docs: {
    description: 'build the static site of the reference docs',
    load: async () => (await import('./docs.js')).docs,
  },
  'codegen-matrix': {
    description: 'try the documents in code generators of Python, Go, Java and Rust',
    load: async () => (await import('./codegen-matrix.js')).codegenMatrix,
  },
});
