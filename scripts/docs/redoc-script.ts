/**
 * Redoc's program, once for all references: 2.3 MB that a page would otherwise carry itself.
 *
 * As a classic script rather than the ES module that Redocly ships, because a browser loads no module from a file://
 * page, and a site that opens from a zip archive is worth 0.3 s of building.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CliError } from '../../src/openapi/cli-error.js';
import { developmentTool } from '../../src/openapi/development-tool.js';

/** The global that the script defines. */
export const redocGlobal = 'Redoc';

/** Redoc fetches its maker's logo from a CDN and has no option against it. Here it is a word, and stays a credit. */
const remoteLogo = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg/g;

/** Text of no fixed colour is not possible in an image; this blue can be read on Redoc's light and dark badge. */
const localLogo = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="46" height="14">' +
    '<text y="11" font-family="sans-serif" font-size="11" fill="#3b82f6">Redocly</text></svg>',
)}`;

/** @throws {CliError} exit code 2, when Redocly is not installed or is not the version that this was written for. */
export async function writeRedocScript(file: string): Promise<void> {
  const { transform } = await developmentTool('the docs need esbuild', 'esbuild', () => import('esbuild'));
  const source = await readFile(join(await redoclyFolder(), 'lib', 'chunks', 'redoc.standalone.js'), 'utf8');
  const { code } = await transform(source, {
    format: 'iife',
    globalName: redocGlobal,
    minify: true,
    target: 'es2022',
    legalComments: 'inline',
    // It looks for its own address only in Node, and esbuild warns that there is none here.
    logLevel: 'silent',
  });
  if (code.match(remoteLogo)?.length !== 2) {
    throw new CliError(
      'this version of Redocly brings a Redoc that the docs do not know: install @redocly/cli@2.77.0',
      2,
    );
  }
  await writeFile(file, code.replaceAll(remoteLogo, localLogo));
}

/** Where @redocly/cli is installed. */
export async function redoclyFolder(): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const manifest = await developmentTool('the docs need Redocly', '@redocly/cli@2.77.0', async () =>
    resolve('@redocly/cli/package.json'),
  );
  return dirname(manifest);
}
