/** `npm run generate` as a whole process: without a cache, and with an up-to-date cache. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../../src/openapi/cli-error.js';
import { generatedPath, packageRoot } from '../../src/openapi/providers.js';
import { findPeer } from '../peers.js';
import { timeOf } from '../processes.js';
import { beside, inTurns, type Part, type Row } from '../row.js';

const document = generatedPath('sila', 'openapi.json');
const verb = ['--import', 'tsx/esm', 'scripts/repository.ts', 'generate', '--check'];

export const generate: Part = {
  about: 'npm run generate, cold and with nothing changed, beside one run of the CLI of openapi-typescript',
  async run({ quick, say }) {
    const types = findPeer('openapi-typescript', say);
    const folder = mkdtempSync(join(tmpdir(), 'kyc-bench-'));
    const cpu: Record<string, number[]> = { cold: [], warm: [], peer: [] };
    const run =
      (name: string, args: string[], cwd = packageRoot) =>
      async () => {
        const used = await timeOf(process.execPath, args, cwd);
        if (used.code !== 0) throw new CliError(`${args.join(' ')} ended with ${used.code}: ${used.stderr}`, 1);
        cpu[name]?.push(used.cpu / 1000);
        return used.milliseconds / 1000;
      };
    try {
      await run('before', verb)();
      const wall = await inTurns(quick ? 1 : 5, {
        cold: run('cold', [...verb, '--no-cache']),
        warm: run('warm', verb),
        // A separate folder: openapi-typescript would read a redocly.yaml, and generate for the documents in it.
        peer: types === undefined ? undefined : run('peer', [types, document, '-o', 'types.ts'], folder),
      });
      const rows = (what: string, name: 'cold' | 'warm', atMost: number): Row[] => [
        { what, unit: 's', ours: wall[name], ...beside('openapi-typescript', wall.peer, { atMost }) },
        { what, unit: 's CPU', ours: cpu[name]!, ...beside('openapi-typescript', cpu['peer']!, { atMost }) },
      ];
      return [...rows('generate, cold', 'cold', 2), ...rows('generate, nothing changed', 'warm', 0.3)];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
