/**
 * `npm run build`: writes the code of the package to dist/. Each library entry is a file, and shared code is in chunks,
 * since a file for each source takes three times as long to import. The command is a bundle with its packages (licences
 * in dist/NOTICE). tsc writes the declarations; `--js` omits them, which is enough to run the command.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { listProviders, packageRoot } from '../src/openapi/providers.js';
import { bundledPackages, renderNotice } from './build/notice.js';
import { chunkNames, libraryEntries, validatorsApart } from './build/library.js';
import { peerPackages } from '../src/openapi/peer-packages.js';

const dist = join(packageRoot, 'dist');
const common = {
  absWorkingDir: packageRoot,
  outdir: dist,
  outbase: packageRoot,
  format: 'esm',
  metafile: true,
} as const;

rmSync(dist, { recursive: true, force: true });
const library = await build({
  ...common,
  entryPoints: libraryEntries,
  bundle: true,
  splitting: true,
  chunkNames,
  plugins: [validatorsApart],
  packages: 'external',
  platform: 'neutral',
  target: 'es2022',
  tsconfig: join(packageRoot, 'tsconfig.json'),
});
const command = await build({
  ...common,
  entryPoints: ['src/cli/kyc-contracts.ts', 'src/cli/dredd.ts'],
  bundle: true,
  splitting: true,
  chunkNames: 'src/cli/[name]-[hash]',
  platform: 'node',
  target: 'node20',
  external: [...Object.keys(peerPackages).flatMap((name) => [name, `${name}/*`])],
  // jiti loads its own compiler by path, so it is copied.
  plugins: [
    {
      name: 'jiti',
      setup: ({ onResolve }) =>
        onResolve({ filter: /^jiti$/ }, () => ({ path: './jiti/lib/jiti.mjs', external: true })),
    },
  ],
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  // CommonJS packages `require` Node's built-in modules.
  banner: {
    js: "import { createRequire as createNodeRequire } from 'node:module';\nconst require = createNodeRequire(import.meta.url);",
  },
});

const beside = join(dist, 'src', 'cli');
const jiti = dirname(dirname(createRequire(import.meta.url).resolve('jiti')));
for (const part of ['lib/jiti.mjs', 'dist/jiti.cjs', 'dist/babel.cjs']) {
  cpSync(join(jiti, part), join(beside, 'jiti', part));
}
// Dredd loads its hooks with `require`.
for (const file of ['src/checker/drivers/dredd-driver-hooks.cjs', 'src/cli/dredd-hooks.cjs']) {
  cpSync(join(packageRoot, file), join(beside, basename(file)));
}
writeFileSync(join(dist, 'NOTICE'), renderNotice(bundledPackages([library.metafile, command.metafile], ['jiti'])));

if (!process.argv.includes('--js')) {
  const compiler = join(packageRoot, 'node_modules', 'typescript-7', 'bin', 'tsc');
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: packageRoot, stdio: 'inherit' });
}

// These files are already JavaScript with declarations: compiled, they would be larger and lose their types.
for (const provider of listProviders()) {
  for (const file of ['validators.js', 'validators.d.ts']) {
    cpSync(join(packageRoot, 'generated', provider, file), join(dist, 'generated', provider, file));
  }
}

// npm makes the command executable when it installs the package; here the file may be run directly.
chmodSync(join(beside, 'kyc-contracts.js'), 0o755);
