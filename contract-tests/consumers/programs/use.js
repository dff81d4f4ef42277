/** One call of each kind: JSON, a form with a document, HTTP Basic, a token, a signature; by HTTP and in process. */
export async function use(entries, url) {
  const sandbox = entries.createSandbox({ now: '2026-01-31T12:00:00Z' });
  return {
    http: await useClients(entries, url, undefined),
    inProcess: await useClients(entries, 'http://sandbox.invalid', sandbox),
    validators: [entries.loginSofKycRequest(ada), entries.loginSofKycRequest({}), entries.kycRequest({})],
    webhook: await receive(entries),
    document: entries.document.openapi,
  };
}

export const ada = {
  firstname: 'Ada',
  lastname: 'Example',
  address: 'Calle Ejemplo 123',
  country: 'ARG',
  city: 'Buenos Aires',
  email: 'ada@example.com',
  phonenumber: '+12025550123',
  initial_transaction: '3f1c9a52-7d04-4b8e-9c61-2a5d8e0f7b13',
  zipcode: 1020,
  birthday: '1987-04-12',
};

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);

async function useClients(entries, url, sandbox) {
  const { createAlfredClient, createSandboxClient, createSilaClient, ecdsaSigner } = entries;
  const fetch = sandbox?.fetch;
  const alfredUrl = `${url}/api/v1/third-party-service`;
  const keys = { apiKey: 'fake-key', apiSecret: 'fake-secret' };
  const alfred = createAlfredClient({ baseUrl: alfredUrl, credentials: keys, fetch });
  const login = await alfred.POST('/login-sof-kyc', { body: ada });
  const user = createAlfredClient({
    baseUrl: alfredUrl,
    credentials: { ...keys, userToken: login.data.data.token },
    fetch,
  });
  const file = new Blob([png], { type: 'image/png' });
  const upload = await user.PUT('/kyc/upload-document', { body: { docType: 'selfie', file } });

  const header = () => ({
    created: Math.floor((sandbox ? sandbox.clock.now() : Date.now()) / 1000),
    app_handle: 'example_app',
    user_handle: 'ada_example',
    version: '0.2',
    reference: 'my-reference',
  });
  const basic = {
    username: 'sandbox-client-id-of-example-app-0000000001',
    password: 'sandbox-client-secret-of-example-app',
  };
  const sila = createSilaClient({ baseUrl: url, credentials: { basic }, fetch });
  const token = await sila.POST('/0.2/auth_token', { body: { header: header() } });
  const app = createSilaClient({ baseUrl: url, credentials: { bearer: token.data.access_token.token }, fetch });
  const handle = await entries.silaOperations.users.checkHandle(app, { body: { header: header() } });

  // The key whose signatures Sila's own SDKs publish, which the sandbox knows.
  const authSignature = ecdsaSigner('badba7368134dcd61c60f9b56979c09196d03f5891a20c1557b1afac0202a97c');
  const older = createSilaClient({ baseUrl: url, credentials: { authSignature }, fetch });
  const signed = await older.POST('/0.2/check_handle', { body: { header: header() } });

  const control = createSandboxClient({ baseUrl: `${url}/_sandbox`, credentials: {}, fetch });
  const { withOperations, clock: clockOperations } = entries.sandboxOperations;
  const clock = await withOperations(control, { clock: clockOperations }).clock.read();
  return [login, upload, token, handle, signed, clock].map(({ response }) => response.status);
}

/** Where nobody listens, nothing was sent: any request may be repeated. A browser does not say so. */
export async function meetNobody({ createAlfredClient }) {
  const keys = { apiKey: 'fake-key', apiSecret: 'fake-secret' };
  const alfred = createAlfredClient({ baseUrl: 'http://127.0.0.1:65531', credentials: keys, retry: { attempts: 1 } });
  const error = await alfred.POST('/login-sof-kyc', { body: ada }).catch((one) => one);
  return [error.name, error.sent, error.retryable];
}

/** Of a user that nobody has registered: 403 once what is told beside the file has been read. */
export async function uploadForNobody({ createSandbox, createSilaClient, documentForm }) {
  const { fetch, clock } = createSandbox({ now: '2026-01-31T12:00:00Z' });
  const basic = {
    username: 'sandbox-client-id-of-example-app-0000000001',
    password: 'sandbox-client-secret-of-example-app',
  };
  const created = Math.floor(clock.now() / 1000);
  const header = { created, app_handle: 'example_app', user_handle: 'nobody', version: '0.2', reference: 'a' };
  const baseUrl = 'http://sandbox.invalid';
  const sila = createSilaClient({ baseUrl, credentials: { basic }, fetch });
  const token = await sila.POST('/0.2/auth_token', { body: { header } });
  const app = createSilaClient({ baseUrl, credentials: { bearer: token.data.access_token.token }, fetch });
  const data = { header, document_type: 'id_drivers_license', verification_uuid: ada.initial_transaction };
  const body = await documentForm(data, new Blob([png], { type: 'image/png' }));
  return (await app.POST('/0.2/documents', { body })).status;
}

/** What was signed is taken for what it is, anything else is refused. */
async function receive({ verifySilaWebhook }) {
  const event_details = { kyc: ada.initial_transaction, entity: 'ada_example', outcome: 'passed' };
  const event = {
    event_time: 1769860800,
    event_type: 'kyc_status',
    event_uuid: ada.initial_transaction,
    event_details,
  };
  const body = JSON.stringify(event);
  const encoder = new TextEncoder();
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode('not-a-real-secret'), hmac, false, ['sign']);
  const signature = btoa(
    String.fromCharCode(...new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(body)))),
  );
  const delivery = (headers) => new Request('http://app.example/', { method: 'POST', body, headers });
  const options = { secret: 'not-a-real-secret' };
  const taken = await verifySilaWebhook(delivery({ 'SILA-SIGNATURE': signature }), options);
  const refused = await verifySilaWebhook(delivery({ 'SILA-SIGNATURE': 'A'.repeat(44) }), options).catch(
    ({ name }) => name,
  );
  return [taken.event_type, refused];
}
