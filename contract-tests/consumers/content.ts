/** What the tarball holds. A path that none of these matches, or one of these that matches no path, fails the test. */
import { listProviders } from '../../src/openapi/providers.js';

const providers = `(${listProviders().join('|')})`;

export const content: readonly RegExp[] = [
  /^package\.json$/,
  /^(README|CHANGELOG|CONTRIBUTING|SECURITY)\.md$/,

  // What the README links to.
  /^docs\/(ARCHITECTURE|ci)\.md$/,
  /^examples\/(README\.md|[\w-]+\.ts)$/,
  /^src\/([\w-]+\/)*README\.md$/,

  /^LICENSE$/,

  // For other people's generators.
  path(`generated/${providers}/openapi(-3\\.0|-codegen)?\\.json`),

  // For `diff` and `check --against`: the documents of every release before this one.
  path(`releases/\\d+\\.\\d+\\.\\d+/${providers}\\.json`),

  // The documents, with their evidence, recipes and workflows: what `check` and `lint` read.
  /^spec\/(README\.md|CHANGELOG\.yaml|sources\.yaml|recipes\.schema\.json)$/,
  path(`spec/${providers}/openapi\\.yaml`),
  path(
    `spec/${providers}/(examples|headers|parameters|paths|recipes|responses|schemas|webhooks|workflows)/[\\w.-]+\\.yaml`,
  ),
  path('spec/(alfred|alfred-customers|sila)/recipes/relations/\\w+\\.yaml'),
  path(`spec/${providers}/workflows/files/\\w+\\.(jpg|png)`),
  path('spec/alfred(-customers)?/README\\.md'),

  // Clients and sandbox.
  path(`dist/generated/${providers}/(client|routes|types)\\.(d\\.ts|js)`),
  path(`dist/generated/${providers}/operations(/\\w+)?\\.(d\\.ts|js)`),
  path(`dist/generated/${providers}/validators\\.(d\\.ts|js)`),
  compiled('src/runtime'),
  compiled('src/providers'),
  compiled('src/sandbox'),

  // What declarations of the sandbox and the clients refer to.
  compiled('src/openapi'),
  compiled('src/http'),

  // What several of their entries share.
  /^dist\/src\/chunks\/[0-9A-Z]{8}\.js$/,

  // Types of the configuration file.
  /^dist\/src\/cli\/config\.(d\.ts|js)$/,

  // The command with what it brings along, and the licences of that.
  /^dist\/src\/cli\/(kyc-contracts|dredd|[\w-]+-[0-9A-Z]{8})\.js$/,
  /^dist\/src\/cli\/dredd(-driver)?-hooks\.cjs$/,
  /^dist\/src\/cli\/jiti\/(lib\/jiti\.mjs|dist\/(jiti|babel)\.cjs)$/,
  /^dist\/NOTICE$/,
];

function compiled(folder: string): RegExp {
  return path(`dist/${folder}/([\\w-]+/)*[\\w-]+\\.(d\\.ts|js)`);
}

function path(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}
