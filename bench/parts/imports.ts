/** The cost of the import of an entry: CPU time of a separate process, with the published package. */
import { CliError } from '../../src/openapi/cli-error.js';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';
import { findPeer } from '../peers.js';
import { timeOf } from '../processes.js';
import { beside, inTurns, type Part, type Row } from '../row.js';

export const imports: Part = {
  about: 'CPU time of importing the client and the sandbox, beside openapi-fetch',
  ofBuild: true,
  async run({ quick, say }) {
    const openapiFetch = findPeer('openapi-fetch', say);
    const dist = join(packageRoot, 'dist', 'src');
    const timed = (file: string) => () => timeOfImport(file);
    const { sila, sandbox, peer } = await inTurns(quick ? 2 : 15, {
      sila: timed(join(dist, 'providers', 'sila', 'index.js')),
      sandbox: timed(join(dist, 'sandbox', 'index.js')),
      peer: openapiFetch === undefined ? undefined : timed(openapiFetch),
    });
    return [
      { what: 'import kyc-contracts/sila', ours: sila, atMost: 25 },
      { what: 'import kyc-contracts/sandbox', ours: sandbox, atMost: 80 },
    ].flatMap(({ what, ours, atMost }): Row[] => {
      const row = { what, unit: 'ms CPU', ours };
      // The target is in milliseconds; the peer shows the speed of this machine.
      return [
        { ...row, target: { atMost } },
        ...(peer.length > 0 ? [{ ...row, ...beside('openapi-fetch', peer) }] : []),
      ];
    });
  },
};

async function timeOfImport(file: string): Promise<number> {
  const code = `const before = process.cpuUsage();
    await import(${JSON.stringify(pathToFileURL(file).href)});
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000);`;
  const { stdout, stderr } = await timeOf(process.execPath, ['--input-type=module', '--eval', code]);
  if (stderr) throw new CliError(stderr, 1);
  return Number(stdout);
}
