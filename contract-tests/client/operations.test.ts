/** Operations by name: the same calls as by path. */
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { kyc, users, withOperations } from '../../generated/sila/operations.js';
import { createSilaClient, KycApiError } from '../../src/providers/sila/index.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { kyc as body } from '../support/requests.js';
import { rejection } from './rejection.js';

const seen: string[] = [];
const answer = async (request: Request) => {
  seen.push(`${request.method} ${new URL(request.url).pathname} ${request.headers.get('x-of-the-call')}`);
  return Response.json({ success: false, error_code: 'KYC_FLOW_DNE' }, { status: 404 });
};
const client = createSilaClient({ credentials: { bearer: 'fake' }, fetch: answer });

test('a function, and a method of a client with groups › send the same call and give the same result', async () => {
  seen.length = 0;
  const sila = withOperations(client, { kyc, users });
  const options = { body, headers: { 'x-of-the-call': 'yes' } };
  const results = [
    await client.POST('/0.2/kyc', options),
    await kyc.start(client, options),
    await sila.kyc.start(options),
  ];
  expect(new Set(seen)).toEqual(new Set(['POST /0.2/kyc yes']));
  expect(results.map(({ ok, status, error }) => [ok, status, error?.error_code])).toEqual(
    Array(3).fill([false, 404, 'KYC_FLOW_DNE']),
  );
  expect(await rejection(sila.kyc.start({ body, throwOnError: true }))).toBeInstanceOf(KycApiError);
  expect((await sila.POST('/0.2/kyc', { body })).status).toBe(404);
});

test('a parameter of the path › is filled in', async () => {
  seen.length = 0;
  await kyc.get(client, { params: { path: { verification_uuid: 'v 1' } }, body: { header: body.header } });
  expect(seen).toEqual(['POST /0.2/get_verifications/v%201 null']);
});

test.each([
  ['kyc.start(sila, {})', ['/0.2/kyc', '/0.2/get_verifications', '/0.2/resume_verification']],
  ['withOperations(sila, { webhooks })', ['/0.2/get_webhooks', '/0.2/retry_webhook']],
])('a bundle of %s › has the operations of that group, and no others', async (call, paths) => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { kyc, webhooks, withOperations } from './generated/sila/operations.ts'; export const f = (sila) => ${call};`,
      resolveDir: packageRoot,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const found = outputFiles[0]!.text.matchAll(/\/0\.2\/\w+/g);
  expect([...new Set([...found].map(([path]) => path))]).toEqual(paths);
});
