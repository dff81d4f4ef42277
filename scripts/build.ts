/** `npm run build`: what the package ships as code, in dist/. */
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { listProviders, packageRoot } from './providers.js';

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const dist = join(packageRoot, 'dist');

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: packageRoot, stdio: 'inherit' });

// They are JavaScript already, with declarations of their own: compiled, they would be larger and lose their types.
for (const provider of listProviders()) {
  for (const file of ['validators.js', 'validators.d.ts']) {
    cpSync(join(packageRoot, 'generated', provider, file), join(dist, 'generated', provider, file));
  }
}

// npm makes the command executable where it installs the package; here it may be run as it is, too.
chmodSync(join(dist, 'scripts', 'kyc-contracts.js'), 0o755);
