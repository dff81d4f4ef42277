/** A whole check of Sila against the sandbox, beside other checkers with the same document and the same target. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedPath, packageRoot } from '../../src/openapi/providers.js';
import { findPeer } from '../peers.js';
import { command, silaToken, startSandbox, timeOf } from '../processes.js';
import { beside, inTurns, type Part } from '../row.js';

const document = generatedPath('sila', 'openapi.json');

export const check: Part = {
  about: 'a whole check of Sila against the sandbox, beside Schemathesis and Specmatic',
  ofBuild: true,
  async run({ quick, say }) {
    const schemathesis = findPeer('schemathesis', say);
    const jar = findPeer('specmatic', say);
    const hasJava = jar !== undefined && (await timeOf('java', ['-version'])).code === 0;
    if (jar && !hasJava) say('Specmatic is left out: it needs java, which is not installed');
    // Each run has a fresh sandbox, since the state of one run would affect the next.
    const against = (program: string, args: (url: string, token: string) => string[]) => async () => {
      const target = await startSandbox();
      // They leave caches and reports in their working directory.
      const folder = mkdtempSync(join(tmpdir(), 'kyc-bench-'));
      try {
        const { milliseconds, code, stdout, stderr } = await timeOf(
          program,
          args(target.url, await silaToken(target.url)),
          folder,
        );
        const last = `${stdout}\n${stderr}`
          .trim()
          .split('\n')
          .filter((line) => /\w/.test(line))
          .at(-1);
        say(
          `${args('URL', 'TOKEN').slice(0, 3).join(' ').replaceAll(`${packageRoot}/`, '')}: exit code ${code}, ${last?.trim()}`,
        );
        return milliseconds / 1000;
      } finally {
        await target.stop();
        rmSync(folder, { recursive: true });
      }
    };
    const withToken = (token: string) => `Authorization: Bearer ${token}`;
    const { ours, ...others } = await inTurns(quick ? 1 : 3, {
      ours: against(process.execPath, (url) => [command, 'check', 'sila', '--url', url]),
      Schemathesis:
        schemathesis === undefined
          ? undefined
          : against(schemathesis, (url, token) => [
              ...['run', document, '--url', url, '--header', withToken(token), '--no-color'],
              ...(quick ? ['--max-examples', '1'] : []),
            ]),
      Specmatic: hasJava
        ? against('java', (url) => ['-jar', jar, 'test', document, `--testBaseURL=${url}`])
        : undefined,
    });
    const row = { what: 'check of Sila against the sandbox', unit: 's', ours };
    const rows = Object.entries(others).map(([name, of]) => ({ ...row, ...beside(name, of, { atMost: 1 }) }));
    return rows.filter((one) => 'peer' in one).concat(rows.some((one) => 'peer' in one) ? [] : [row]);
  },
};
