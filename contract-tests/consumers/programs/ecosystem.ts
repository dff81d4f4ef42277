/**
 * Libraries on openapi-fetch, with our clients and types: `ecosystem.js <base URL of the sandbox>`. Compiled first, so
 * that a type which does not fit is an error; prints what each library made of a success and of a failure.
 */
import { createRequire } from 'node:module';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createSandboxClient, asOpenapiFetch as ofSandbox } from 'kyc-contracts/sandbox/client';
import { asOpenapiFetch, createSilaClient, type OpenapiFetchPaths, type paths } from 'kyc-contracts/sila';
import { setupServer } from 'msw/node';
import { wrapAsPathBasedClient } from 'openapi-fetch';
import { createOpenApiHttp } from 'openapi-msw';
import createClient from 'openapi-react-query';
import { createElement, type ReactNode } from 'react';
import { SWRConfig } from 'swr';
import useMutation from 'swr/mutation';
import { createQueryHook } from 'swr-openapi';

const url: string = process.argv[2]!;
const basic = {
  username: 'sandbox-client-id-of-example-app-0000000001',
  password: 'sandbox-client-secret-of-example-app',
};
const options = { app_handle: 'example_app', credentials: { basic } };
const sila = createSilaClient({ ...options, baseUrl: url });
const api = asOpenapiFetch(sila);
const empty = async () => new Response(null, { status: 500 });
const failing = asOpenapiFetch(createSilaClient({ baseUrl: url, credentials: { bearer: 'fake' }, fetch: empty }));
const header = { created: 1763683200, app_handle: 'example_app', user_handle: 'ada_example' };
const flow = '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32';
const user = { header: { user_handle: 'nobody_example' } };

// Without their types, which nothing here is about.
const untyped = createRequire(import.meta.url);
const { window } = new (untyped('jsdom').JSDOM)('<!doctype html><div></div>');
Object.assign(globalThis, { window, document: window.document, navigator: window.navigator });
const { createRoot } = untyped('react-dom/client');

/** Renders a component until `ready` says that there is something to see. */
async function render<T>(
  use: () => T,
  wrap: (child: ReactNode) => ReactNode,
  ready: (value: T) => boolean,
): Promise<T> {
  const root = createRoot(window.document.createElement('div'));
  const value = await new Promise<T>((resolve) => {
    const Probe = () => {
      const current = use();
      if (ready(current)) setTimeout(() => resolve(current));
      return null;
    };
    root.render(wrap(createElement(Probe)));
  });
  root.unmount();
  return value;
}

async function reactQuery() {
  const $api = createClient(api);
  const $failing = createClient(failing);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrap = (child: ReactNode) => createElement(QueryClientProvider, { client }, child);
  const found = await client.fetchQuery($api.queryOptions('post', '/0.2/check_handle', { body: user }));
  const query = () => $api.useQuery('post', '/0.2/check_handle', { body: user });
  const hook = await render(query, wrap, ({ data }) => data !== undefined);
  hook.data?.message.toUpperCase();
  const start = () => $api.useMutation('post', '/0.2/kyc');
  const mutation = await render(start, wrap, () => true);
  // @ts-expect-error: flow is missing
  const refused = await mutation.mutateAsync({ body: user }).catch((error: { success: false }) => error);
  const failure = await client
    .fetchQuery($failing.queryOptions('post', '/0.2/kyc', { body: { header, flow } }))
    .catch(({ name, status }) => [name, status]);
  // @ts-expect-error: no such path
  void (() => $api.useQuery('post', '/0.2/kycc', { body: user }));
  client.clear();
  return [found.success, hook.isSuccess, refused.success, failure];
}

async function swr() {
  const clock = createSandboxClient({ baseUrl: `${url}/_sandbox` });
  const useQuery = createQueryHook(ofSandbox(clock), 'sandbox');
  const broken = createSandboxClient({ baseUrl: url, fetch: empty });
  const useBroken = createQueryHook(ofSandbox(broken), 'broken');
  const wrap = (child: ReactNode) =>
    createElement(SWRConfig, { value: { provider: () => new Map(), shouldRetryOnError: false } }, child);
  const read = await render(
    () => useQuery('/clock'),
    wrap,
    ({ data }) => data !== undefined,
  );
  read.data?.now.toUpperCase();
  const failed = await render(
    () => useBroken('/clock'),
    wrap,
    ({ error }) => error !== undefined,
  );
  const start = async (_key: string, { arg }: { arg: string }) =>
    (await sila.POST('/0.2/check_handle', { body: { header: { user_handle: arg } }, throwOnError: true })).data;
  const mutation = await render(
    () => useMutation('check', start),
    wrap,
    () => true,
  );
  const { success } = await mutation.trigger('nobody_example');
  // @ts-expect-error: no such path
  void (() => useQuery('/clocks'));
  return [typeof read.data?.now, (failed.error as { name?: string } | undefined)?.name, success];
}

async function pathBased() {
  const { data } = await wrapAsPathBasedClient(api)['/0.2/check_handle'].POST({ body: user });
  return data?.success;
}

async function mocks() {
  const http = createOpenApiHttp<OpenapiFetchPaths<paths>>({ baseUrl: 'https://sandbox.silamoney.com' });
  const server = setupServer(
    http.post('/0.2/kyc', ({ response }) =>
      response(403).json({
        success: false,
        message: 'a run is pending',
        error_code: 'KYC_REQUEST_DUPLICATE_PENDING',
        reference: 'my-reference',
        status: 'FAILURE',
      } as never),
    ),
    http.post('/0.2/get_verifications', ({ response }) => response('5XX').empty({ status: 502 })),
  );
  // @ts-expect-error: no such path
  void (() => http.post('/0.2/kycc', () => undefined));
  server.listen({ onUnhandledRequest: 'error' });
  const mocked = createSilaClient({ credentials: { bearer: 'fake' } });
  const { error } = await mocked.POST('/0.2/kyc', { body: { header, flow } });
  const { ok, status } = await mocked.POST('/0.2/get_verifications', { body: { header } });
  server.close();
  return [error?.error_code, ok, status];
}

console.log(
  JSON.stringify({
    reactQuery: await reactQuery(),
    swr: await swr(),
    pathBased: await pathBased(),
    mocks: await mocks(),
  }),
);
process.exit(0);
