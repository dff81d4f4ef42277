/** What is asked about others, done or refused, leaves a record as it is, and so does every refusal about itself. */
import { expect, test } from 'vitest';
import { check, complaints } from './broken-sandbox.js';

const handleIn = async (request: Request): Promise<string> => {
  const { header } = (await request.clone().json()) as { header?: { user_handle?: string } };
  return header?.user_handle ?? '';
};

/** Every record is renamed by what an operation answers with such a status, but those of a user made after that. */
function touching(
  operation: string,
  path: string,
  isCause: (status: number) => boolean,
  phase: 'relations' | 'negatives',
) {
  const made = new Set<string>();
  const touched = new Set<string>();
  return check({
    phases: [phase],
    operations: [operation],
    answer: async (response, request) => {
      const { pathname } = new URL(request.url);
      if (pathname.endsWith('/register') && response.ok) made.add(await handleIn(request));
      if (pathname.endsWith(path) && isCause(response.status)) made.forEach((handle) => touched.add(handle));
      if (!pathname.endsWith('/get_entity') || !response.ok || !touched.has(await handleIn(request))) return response;
      const body = (await response.json()) as { entity: object };
      return Response.json({ ...body, entity: { ...body.entity, entity_name: 'Touched Example' } });
    },
  });
}

const isDone = (status: number): boolean => status < 300;
const isRefused = (status: number): boolean => status >= 400;

test('a request about another touches it', { timeout: 120_000 }, async () => {
  const rows = await touching('deleteAddress', '/delete/address', isDone, 'negatives');
  expect(complaints(rows).join('\n')).toMatch(/it touches a record that it is not about: afterwards, "entity"/);
});

test('a refused request about another touches it', { timeout: 120_000 }, async () => {
  const rows = await touching('addEmail', '/add/email', isRefused, 'negatives');
  const failed = rows.filter(({ outcome }) => outcome === 'failed');
  expect(failed.map((one) => one.case)).toEqual(['afterwards, what they are not about is as it was']);
  expect(complaints(failed).join('\n')).toMatch(/\/entity\/entity_name it touches a record that it is not about/);
});

test('a reading one that is refused touches it', { timeout: 120_000 }, async () => {
  const rows = await touching('listDocuments', '/list_documents', isRefused, 'relations');
  expect(complaints(rows).join('\n')).toMatch(/a refused request has an effect: afterwards, "entity" is another value/);
});

test('one that no case of the fixture has is tried refused, too', { timeout: 120_000 }, async () => {
  const rows = await touching('retryWebhook', '/retry_webhook', isRefused, 'relations');
  const failed = rows.filter(({ outcome }) => outcome === 'failed');
  expect(failed.map((one) => [one.operationId, one.case])).toEqual([['retryWebhook', 'bystanders: refused']]);
});

test.each(['sila', 'alfred-customers'])(
  'nothing touches those of the sandbox of %s',
  { timeout: 120_000 },
  async (provider) => {
    const rows = await check({ provider, phases: ['relations'] });
    const beside = rows.filter((one) => one.case?.startsWith('bystanders: '));
    expect(beside.length).toBeGreaterThan(20);
    expect(complaints(rows)).toEqual([]);
  },
);
