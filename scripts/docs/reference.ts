/** Renders one document as a reference page with Redocly, offline. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JsonObject } from '../../src/openapi/document.js';
import { CliError } from '../../src/openapi/cli-error.js';
import { referencePolicy } from './content-security-policy.js';
import { icon } from './icon.js';
import { redocGlobal, redoclyFolder } from './redoc-script.js';

export interface ReferenceOptions {
  title: string;
  /** Where the page finds Redoc's program, relative to itself. */
  scriptUrl: string;
}

/** @throws {CliError} exit code 2, with what Redocly has to say. */
export async function renderReference(document: JsonObject, options: ReferenceOptions): Promise<string> {
  const cli = join(await redoclyFolder(), 'bin', 'cli.js');
  const folder = await mkdtemp(join(tmpdir(), 'kyc-contracts-docs-'));
  try {
    const [source, template, config, page] = ['openapi.json', 'page.hbs', 'redocly.yaml', 'page.html'].map((name) =>
      join(folder, name),
    ) as [string, string, string, string];
    await writeFile(source, JSON.stringify(document));
    await writeFile(template, pageTemplate(options));
    // An empty one of our own, so that a redocly.yaml of the working directory has no say.
    await writeFile(config, '{}\n');
    await run(
      process.execPath,
      [
        ...[cli, 'build-docs', source, '--output', page, '--template', template, '--title', options.title],
        ...['--config', config, '--openapi', JSON.stringify(redocOptions)],
      ],
      { cwd: folder, env: { ...process.env, ...quiet } },
    ).catch((error: { stderr?: string; message: string }) => {
      throw new CliError(`Redocly cannot render ${options.title}: ${lastLine(error.stderr ?? error.message)}`, 2);
    });
    return detach(await readFile(page, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const run = promisify(execFile);

/** The first also turns off the telemetry of the page that is made. */
const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };

/** Without `downloadUrls`: they bring a menu that sends the reader's page to a chat service of another host. */
const redocOptions = {
  disableTelemetry: true,
  // Required members are what a reader looks for first.
  sortRequiredPropsFirst: true,
  codeSamples: { languages: [{ lang: 'curl' }, { lang: 'Payload' }] },
};

/** Handlebars, filled in by Redocly. `defer` keeps the order: Redoc's program runs before the page's own script. */
function pageTemplate({ scriptUrl }: ReferenceOptions): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${referencePolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{title}}</title>
<link rel="icon" href="${icon}">
<style>body { margin: 0 }</style>
<script defer src="${scriptUrl}"></script>
{{{redocHead}}}
</head>
<body>
{{{redocHTML}}}
</body>
</html>
`;
}

/**
 * Redocly writes a page that loads Redoc from its CDN, and whose menu links to paths (`/kyc`) where its program goes
 * by fragments (`#/kyc`): a link opened in a new tab would be dead. Both are put right here.
 * @throws {CliError} exit code 2, when the page is not as this version of Redocly writes it.
 */
function detach(page: string): string {
  const local = page
    .replace(/<link rel="modulepreload" href="https:\/\/cdn[^>]*>/, '')
    .replace(/import \{ hydrate \} from "https:\/\/cdn[^"]*";/, `const { hydrate } = ${redocGlobal};`)
    .replace(/(<a [^>]*href=")(\/[^>]*data-discover="true")/g, '$1#$2');
  const isLocal = local.includes(`= ${redocGlobal};`) && !/\b(?:src|href)="https:\/\/cdn/.test(local);
  if (!isLocal || !local.includes('"disableTelemetry":true')) {
    throw new CliError(
      'this version of Redocly writes pages that the docs do not know: install @redocly/cli@2.77.0',
      2,
    );
  }
  return local;
}

/** Without the boxes in which Redocly announces its news. */
function lastLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !/^[╔║╚]/.test(line)).at(-1) ?? 'it ended without a word';
}
