/** A sandbox on this machine for a suite of Sila's, with the app that the suite signs for and end users to find. */
import { business, person } from '../sandbox/sila.js';
import { createSandbox } from '../../src/sandbox/index.js';
import type { Listening } from '../../src/http/listen.js';
import { serveSandbox } from '../../src/sandbox/serve.js';

/** @param address that of the key that the suite signs with */
export async function servedSandbox(handle: string, address: string): Promise<Listening> {
  const app = {
    handle,
    clientId: 'client-of-the-suite',
    clientSecret: 'secret-of-the-suite',
    address,
    partners: [handle],
  };
  const sandbox = createSandbox({ settings: { sila: { apps: [app], verificationDelay: 0 } } });
  const post = async (path: string, authorization: string, user: string | undefined, body: object = {}) => {
    const header = {
      created: Math.floor(Date.now() / 1000),
      app_handle: handle,
      ...(user ? { user_handle: user } : {}),
    };
    const answer = await sandbox.fetch(`https://sandbox.silamoney.com/0.2/${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ header, ...body }),
    });
    return (await answer.json()) as any;
  };
  const { access_token } = await post('auth_token', `Basic ${btoa(`${app.clientId}:${app.clientSecret}`)}`, undefined);
  // Suites list end users before they register any: Sila's own sandbox is never empty.
  const bearer = `Bearer ${access_token.token}`;
  await post('register', bearer, 'somebody_before', person());
  await post('register', bearer, 'a_business_before', business());
  return serveSandbox(sandbox, { port: 0 });
}
