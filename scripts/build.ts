/**
 * `npm run build`: what the package ships as code, in dist/. esbuild writes the JavaScript, a file for a file, and
 * tsc the declarations. With `--js` there are no declarations: enough to run the command, in a second.
 */
import { chmodSync, cpSync, readdirSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { listProviders, packageRoot } from '../src/openapi/providers.js';

const dist = join(packageRoot, 'dist');
const rooms = ['src', 'generated'];

rmSync(dist, { recursive: true, force: true });
await build({
  entryPoints: rooms.flatMap((room) =>
    readdirSync(join(packageRoot, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /(?<!\.d)\.ts$/.test(name))
      .map((name) => join(packageRoot, room, name)),
  ),
  outdir: dist,
  outbase: packageRoot,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  tsconfig: join(packageRoot, 'tsconfig.json'),
});
// Dredd loads its hooks by require.
cpSync(join(packageRoot, 'src/checker/drivers/dredd-hooks.cjs'), join(dist, 'src/checker/drivers/dredd-hooks.cjs'));
if (!process.argv.includes('--js')) {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: packageRoot, stdio: 'inherit' });
}

// They are JavaScript already, with declarations of their own: compiled, they would be larger and lose their types.
for (const provider of listProviders()) {
  for (const file of ['validators.js', 'validators.d.ts']) {
    cpSync(join(packageRoot, 'generated', provider, file), join(dist, 'generated', provider, file));
  }
}

// npm makes the command executable where it installs the package; here it may be run as it is, too.
chmodSync(join(dist, 'src', 'cli', 'kyc-contracts.js'), 0o755);
