/** The cost of several processes that share one sandbox: requests per second with 1, 2 and 4 on one database. */
import autocannon from 'autocannon';
import { silaHeader, silaToken, startSandbox, type Server } from '../processes.js';
import { beside, inTurns, type Part } from '../row.js';

const connections = 48;

export const shared: Part = {
  about: 'requests per second of 1, 2 and 4 processes on the database that POSTGRES_URL names, beside one in memory',
  ofBuild: true,
  async run({ quick, say }) {
    const database = process.env['POSTGRES_URL'];
    if (!database) {
      say('left out: POSTGRES_URL names no empty PostgreSQL database');
      return [];
    }
    const counts = [1, 2, 4];
    const servers: Server[] = [];
    try {
      const alone = await startSandbox();
      servers.push(alone);
      for (let n = 0; n < Math.max(...counts); n++) servers.push(await startSandbox('--state', database));
      const of = (several: readonly Server[]) => async () => {
        const token = await silaToken(several[0]!.url);
        const rates = await Promise.all(several.map(({ url }) => load(url, token, several.length, quick ? 1 : 5)));
        return rates.reduce((sum, rate) => sum + rate, 0);
      };
      const subjects: Record<string, () => Promise<number>> = { memory: of([alone]) };
      for (const count of counts) subjects[count] = of(servers.slice(1, 1 + count));
      const rates = await inTurns(quick ? 1 : 5, subjects);
      return counts.map((count) => ({
        what: `check_handle, ${count} process${count > 1 ? 'es' : ''} on PostgreSQL`,
        unit: 'req/s',
        ours: rates[count]!,
        ...beside('one in memory', rates['memory']!),
      }));
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  },
};

async function load(url: string, token: string, among: number, duration: number): Promise<number> {
  const { requests } = await autocannon({
    url: `${url}/0.2/check_handle`,
    method: 'POST',
    connections: connections / among,
    duration,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ header: silaHeader() }),
  });
  return requests.average;
}
