/**
 * A target that goes away in the midst of a check, whatever the check is about to do: the check ends with exit code 3
 * and what was found until then. One that is back within seconds, as after a crash, is checked on.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { check, type CheckOptions } from '../../src/checker/index.js';
import { ReportCollector } from '../../src/checker/reports/check-report.js';
import type { PhaseName } from '../../src/checker/selection.js';
import { createNodeServer } from '../../src/sandbox/core/node-server.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { sandboxUrls } from '../../src/sandbox/urls.js';
import { inProcess } from '../support/in-process.js';

/**
 * Checks a sandbox over HTTP that breaks all its connections in place of the answer to one request.
 * @param last number of that request
 * @param backAfter milliseconds
 */
async function checkUntil(last: number, selection: CheckOptions['selection'], backAfter?: number) {
  const sandbox = createSandbox();
  let count = 0;
  const server = createNodeServer({
    clock: sandbox.clock,
    fetch: async (input) => {
      const request = input as Request;
      if (new URL(request.url).pathname.startsWith('/_sandbox') || (count += 1) !== last) return sandbox.fetch(request);
      server.close();
      server.closeAllConnections();
      if (backAfter !== undefined) setTimeout(() => server.listen(port, '127.0.0.1'), backAfter);
      return new Response(null, { status: 500 });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const urls = sandboxUrls(`http://127.0.0.1:${port}`);
  const { control, ...options } = inProcess('sila');
  const collector = new ReportCollector();
  try {
    const events = check({
      ...options,
      url: new URL(urls.get('sila')!),
      control: { ...control, url: new URL(urls.get('control')!) },
      timeout: 10,
      selection,
    });
    for await (const event of events) collector.on(event);
    return { count, report: collector.reports[0]! };
  } catch (error) {
    return { count, report: collector.reports[0]!, error };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const phases: PhaseName[] = ['examples', 'negatives', 'positives', 'relations'];
const selectionOf = (phase: PhaseName) => ({ phases: [phase], operations: ['addEmail', 'addPhone', 'checkHandle'] });

test.concurrent.each(phases)('%s: exit code 3, wherever the target goes away', { timeout: 240_000 }, async (phase) => {
  const whole = await checkUntil(Infinity, selectionOf(phase));
  expect(whole.error).toBeUndefined();
  const shares = [0.1, 0.4];
  await Promise.all(
    shares.map(async (share) => {
      const { report, error } = await checkUntil(Math.ceil(share * whole.count), selectionOf(phase));
      expect(error).toMatchObject({ exitCode: 3, message: expect.stringContaining('could not be reached for 5 s') });
      expect(report.errors).toMatchObject([{ code: 'aborted' }]);
      const reasons = report.cases.flatMap(({ outcome, reason }) => (outcome === 'skipped' ? [reason] : []));
      expect(reasons.length).toBeGreaterThan(0);
    }),
  );
});

test.concurrent.each(phases)(
  '%s: a target that is back within a second is checked on',
  { timeout: 240_000 },
  async (phase) => {
    const { count } = await checkUntil(Infinity, selectionOf(phase));
    const { report, error } = await checkUntil(Math.ceil(count / 2), selectionOf(phase), 700);
    expect(error).toBeUndefined();
    const reasons = report.cases.map(({ reason = '' }) => reason);
    expect(reasons.join()).not.toContain('the run stopped');
    expect(report.cases.filter(({ outcome }) => outcome === 'failed').length).toBeLessThan(4);
  },
);
