/** What is not used is not shipped: by the files that a bundle is made of. */
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';

/** Files of this repository of which there is at least a byte in the bundle. */
async function filesOf(code: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: code, resolveDir: packageRoot, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
  });
  const [{ inputs } = expect.fail()] = Object.values(metafile.outputs);
  return Object.keys(inputs).filter((file) => (inputs[file]?.bytesInOutput ?? 0) > 0 && /^(src|generated)/.test(file));
}

test('a client alone: no validation, nothing of `expectOk`, no kind of credential that its document lacks', async () => {
  const alfred = await filesOf(`export { createAlfredClient } from './src/providers/alfred/index.ts'`);
  expect(alfred).toContain('generated/alfred/client.ts');
  expect(alfred.filter((file) => /validat|violation|expect-ok|basic|bearer|query|cookie/.test(file))).toEqual([]);
});

test('expectOk alone: no client, no table of operations', async () => {
  expect(await filesOf(`export { expectOk } from './src/providers/sila/index.ts'`)).toEqual([
    'src/runtime/errors/call-error.ts',
    'src/runtime/errors/kyc-api-error.ts',
    'src/runtime/expect-ok.ts',
  ]);
});
