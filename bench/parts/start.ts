/** Time from the start of the process to the first response over HTTP, as wall-clock time and CPU time. */
import { findPeer } from '../peers.js';
import { startSandbox, startServer, type Server } from '../processes.js';
import { beside, inTurns, type Part } from '../row.js';

export const start: Part = {
  about: 'sandbox, from the start of the process to the first answer, beside Prism',
  ofBuild: true,
  async run({ quick, say }) {
    const prism = findPeer('prism', say);
    const mock = (port: number) => [prism!, 'mock', 'generated/sila/openapi.json', '--port', String(port)];
    const cpu: Record<string, number[]> = { ours: [], Prism: [] };
    const timed = (name: string, begin: () => Promise<Server>) => async () => {
      const { startedIn, startedWith, stop } = await begin();
      cpu[name]!.push(startedWith);
      await stop();
      return startedIn;
    };
    const { ours, Prism } = await inTurns(quick ? 1 : 9, {
      ours: timed('ours', () => startSandbox()),
      Prism: prism === undefined ? undefined : timed('Prism', () => startServer(mock)),
    });
    const what = 'sandbox, start to first answer';
    return [
      { what, unit: 'ms', ours, ...beside('Prism', Prism, { atMost: 0.15 }) },
      { what, unit: 'ms CPU', ours: cpu['ours']!, ...beside('Prism', cpu['Prism']!, { atMost: 0.15 }) },
    ];
  },
};
