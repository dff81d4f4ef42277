/** Alfred's customers API in the sandbox, by its generated client: the life of a person's submission, rule by rule. */
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createAlfredCustomersClient, expectOk } from '../../src/providers/alfred-customers/index.js';
import { createSandbox, type AlfredCustomersSettings, type SandboxOptions } from '../../src/sandbox/index.js';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
const start = '2026-08-03T15:00:00.000Z';
const marta = {
  firstName: 'Marta',
  lastName: 'Lozano',
  dateOfBirth: '1991-04-17',
  country: 'MX',
  city: 'Guadalajara',
  zipCode: '44100',
  address: 'Calle Inventada 12',
  nationalities: ['MX'],
};

function open(settings: AlfredCustomersSettings = {}, more: Partial<SandboxOptions> = {}) {
  const sandbox = createSandbox({ now: start, settings: { 'alfred-customers': settings }, ...more });
  const client = createAlfredCustomersClient({
    credentials: { apiKey: 'fake-key', apiSecret: 'fake-secret' },
    fetch: sandbox.fetch,
  });
  const customer = async (country = 'MX', type: 'INDIVIDUAL' | 'BUSINESS' = 'INDIVIDUAL') => {
    const email = `user-${Math.random()}@example.com`;
    const { data } = await client.POST('/customers/create', { body: { email, type, country } });
    return { customerId: data!.customerId, email };
  };
  const submit = (customerId: string, kycSubmission: object = marta) =>
    client.POST('/customers/{customerId}/kyc', { params: { path: { customerId } }, body: { kycSubmission } });
  const upload = (path: { customerId: string; submissionId: string }, fileType: string, bytes = png) =>
    client.POST('/customers/{customerId}/kyc/{submissionId}/files', {
      params: { path },
      body: { fileType, fileBody: new File([bytes], 'file') },
    });
  const review = (path: { customerId: string; submissionId: string }) =>
    client.POST('/customers/{customerId}/kyc/{submissionId}/submit', { params: { path } });
  const status = async (path: { customerId: string; submissionId: string }) =>
    (await client.GET('/customers/{customerId}/kyc/{submissionId}/status', { params: { path } })).data;
  /** A person of Mexico whose files are there. */
  const ready = async () => {
    const { customerId } = await customer();
    const { data } = await submit(customerId);
    const path = { customerId, submissionId: data!.submissionId };
    for (const side of ['National ID Front', 'National ID Back']) expect((await upload(path, side)).ok).toBe(true);
    return path;
  };
  return { sandbox, client, customer, submit, upload, review, status, ready };
}

const codeOf = ({ error }: { error?: unknown }) => (error as { errorCode?: number } | undefined)?.errorCode;
const fieldsOf = ({ error }: { error?: unknown }) =>
  (error as { errorMetadata?: { fields: string[] } } | undefined)?.errorMetadata?.fields;

describe('a submission', () => {
  test('in review › passes by itself after 90 seconds, not before', async () => {
    const { sandbox, review, status, ready } = open();
    const path = await ready();
    expect(await status(path)).toEqual({ status: 'CREATED', updatedAt: start, metadata: null });
    expect((await review(path)).data).toEqual({ message: 'success' });
    await sandbox.clock.advance({ seconds: 89 });
    expect((await status(path))?.status).toBe('IN_REVIEW');
    await sandbox.clock.advance({ seconds: 1 });
    expect(await status(path)).toMatchObject({ status: 'COMPLETED', updatedAt: '2026-08-03T15:01:30.000Z' });
  });

  test("reviewDelay 'decision' › waits for sendStatusEvent, whatever time passes", async () => {
    const { sandbox, client, review, status, ready } = open({ reviewDelay: 'decision' });
    const path = await ready();
    await review(path);
    await sandbox.clock.advance({ days: 60 });
    expect((await status(path))?.status).toBe('IN_REVIEW');
    const body = { referenceId: path.submissionId, eventType: 'KYC', status: 'completed', metadata: null };
    expect((await client.POST('/webhooks', { body })).status).toBe(200);
    expect((await status(path))?.status).toBe('COMPLETED');
  });

  test.each([
    ['passed', undefined, 'COMPLETED', null],
    ['failed', undefined, 'FAILED', { failureReason: 'document not readable' }],
    ['failed', ['name differs'], 'FAILED', { failureReason: 'name differs' }],
    ['documents_required', ['Selfie'], 'UPDATE_REQUIRED', { requiredFields: ['Selfie'] }],
    ['review', undefined, 'IN_REVIEW', null],
  ])('decided %s, reasons %j › %s', async (outcome, reasons, expected, metadata) => {
    const { sandbox, review, status, ready } = open();
    const path = await ready();
    await review(path);
    const decide = (body: object) =>
      sandbox.fetch(`http://x/_sandbox/verifications/alfred-customers/${path.submissionId}/decision`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await decide({ outcome, action: 'doc_upload' })).status).toBe(422);
    expect((await decide({ outcome, ...(reasons && { reasons }) })).status).toBe(200);
    expect(await status(path)).toMatchObject({ status: expected, metadata });
    const isFinal = ['COMPLETED', 'FAILED'].includes(expected);
    expect((await decide({ outcome: 'passed' })).status).toBe(isFinal ? 409 : 200);
  });

  test('failed › can be tried again; else not; passed › no other is taken', async () => {
    const { sandbox, client, submit, review, status, ready } = open();
    const path = await ready();
    const retry = () => client.POST('/customers/{customerId}/kyc/{submissionId}/retry', { params: { path } });
    expect(codeOf(await retry())).toBe(111404);
    expect(codeOf(await submit(path.customerId))).toBe(111404);
    await review(path);
    const body = { referenceId: path.submissionId, eventType: 'KYC', status: 'FAILED' };
    await client.POST('/webhooks', { body });
    expect((await retry()).ok).toBe(true);
    expect((await status(path))?.status).toBe('CREATED');
    await review(path);
    await sandbox.clock.advance({ seconds: 90 });
    expect(codeOf(await submit(path.customerId))).toBe(111411);
    expect(codeOf(await retry())).toBe(111411);
  });

  test('more is wanted › it is corrected, sent again and passes', async () => {
    const { sandbox, client, review, status, ready } = open();
    const path = await ready();
    await review(path);
    const correct = (address: string) =>
      client.PUT('/customers/kyc', {
        body: {
          customerId: path.customerId,
          kycUpdateSubmission: { submissionId: path.submissionId, address },
        },
      });
    expect(codeOf(await correct('Calle Inventada 14'))).toBe(111404);
    const metadata = { requiredFields: ['address'] };
    const body = { referenceId: path.submissionId, eventType: 'KYC', status: 'UPDATE_REQUIRED', metadata };
    await client.POST('/webhooks', { body });
    expect((await correct('Calle Inventada 14')).status).toBe(200);
    expect((await review(path)).ok).toBe(true);
    await sandbox.clock.advance({ minutes: 2 });
    expect((await status(path))?.status).toBe('COMPLETED');
    const { data } = await client.GET('/customers/{customerId}', { params: { path } });
    expect(data).toMatchObject({ address: 'Calle Inventada 14', statusKyc: 'COMPLETED' });
  });

  test('of another customer › is not found', async () => {
    const { customer, review, status, ready } = open();
    const { submissionId } = await ready();
    const { customerId } = await customer();
    expect(await status({ customerId, submissionId })).toBeUndefined();
    expect(codeOf(await review({ customerId, submissionId }))).toBe(111402);
  });
});

describe('what is wanted', () => {
  test.each([
    ['MX', { ...marta, nationalities: undefined }, ['nationalities', 'National ID Front', 'National ID Back']],
    ['CO', { ...marta, country: 'CO' }, ['state', 'dni', 'typeDocumentCol']],
    ['DO', { ...marta, country: 'DO' }, ['state']],
    [
      'AR',
      { ...marta, country: 'AR', dni: '20000001', cuit: '27200000014' },
      ['state', 'countryCode', 'pep', 'National ID Front', 'National ID Back'],
    ],
    ['BR', { country: 'BR' }, ['cpf']],
  ])('%s › submitting names what is missing', async (country, fields, missing) => {
    const { customer, submit, review } = open();
    const { customerId } = await customer(country);
    const { data } = await submit(customerId, fields);
    const refused = await review({ customerId, submissionId: data!.submissionId });
    expect([codeOf(refused), fieldsOf(refused)]).toEqual([111406, missing]);
  });

  test.each([
    ['BR', { cpf: '00000000000' }, []],
    ['BR', {}, ['cpf']],
    ['MX', { ...marta, country: undefined, nationalities: undefined }, ['country', 'nationalities']],
  ])('of a customer of %s who sends no country › what that country wants: %j', async (country, fields, missing) => {
    const { customer, submit, review } = open();
    const { customerId } = await customer(country);
    const { data } = await submit(customerId, fields);
    const answered = await review({ customerId, submissionId: data!.submissionId });
    expect(answered.ok).toBe(missing.length === 0);
    expect((fieldsOf(answered) ?? []).filter((name) => !name.startsWith('National'))).toEqual(missing);
  });

  test('a country › getKycRequirements names just what submitting refuses, with two letters or three', async () => {
    const { client } = open();
    const of = async (country: string) => {
      const { data } = await client.GET('/kycRequirements', { params: { query: { country } } });
      const { personal = [], documents = [] } = data!.requirements!;
      return [...personal, ...documents].map(({ name }) => name);
    };
    expect(await of('CO')).toEqual(await of('COL'));
    expect((await of('MX')).slice(-3)).toEqual(['nationalities', 'National ID Front', 'National ID Back']);
    expect(await of('USA')).toEqual([]);
  });

  test('the United States › only the hosted form, whose session is kept for 30 days', async () => {
    const { sandbox, client, customer, submit, status } = open();
    const { customerId } = await customer('US');
    expect(codeOf(await submit(customerId, { ...marta, country: 'US' }))).toBe(111302);
    const link = async () =>
      (
        await client.GET('/customers/{customerId}/kyc/{country}/url', {
          params: { path: { customerId, country: 'USA' } },
        })
      ).data!;
    const first = await link();
    expect(await status({ customerId, submissionId: first.submissionId })).toMatchObject({ status: 'CREATED' });
    await sandbox.clock.advance({ days: 29 });
    expect(await link()).toEqual(first);
    await sandbox.clock.advance({ days: 1 });
    const later = await link();
    expect(later.submissionId).toBe(first.submissionId);
    expect(later.verification_url).not.toBe(first.verification_url);
  });

  test.each([
    ['a country of three letters', { country: 'ARG' }, 111302],
    ['a number of another country', { phoneNumber: '+573000000001' }, 111410],
    ['a cuit without the dni', { country: 'AR', dni: '20000001', cuit: '27300000014' }, 111302],
  ])('%s › is refused', async (_, changes, code) => {
    const { customer, submit } = open();
    expect(codeOf(await submit((await customer()).customerId, { ...marta, ...changes }))).toBe(code);
  });

  test('a country that is called as an inherited member › is one without a calling code', async () => {
    const { customer, submit } = open();
    const { country: _, ...nowhere } = marta;
    const { customerId } = await customer('constructor');
    expect((await submit(customerId, { ...nowhere, phoneNumber: '+523300000001' })).ok).toBe(true);
  });

  test('a phone number of somebody else › is refused, the own one is taken', async () => {
    const { customer, submit } = open();
    const phoneNumber = '+523300000001';
    expect((await submit((await customer()).customerId, { ...marta, phoneNumber })).ok).toBe(true);
    expect(codeOf(await submit((await customer()).customerId, { ...marta, phoneNumber }))).toBe(111408);
  });

  test('a phone number that a correction gives up › is free, unless the customer was created with it', async () => {
    const { client, customer, submit } = open();
    const create = (phoneNumber: string) =>
      client.POST('/customers/create', {
        body: { email: `${phoneNumber}-${Math.random()}@example.com`, type: 'INDIVIDUAL', phoneNumber },
      });
    const correct = async (customerId: string, submissionId: string, phoneNumber: string) => {
      const kycUpdateSubmission = { submissionId, phoneNumber };
      expect((await client.PUT('/customers/kyc', { body: { customerId, kycUpdateSubmission } })).ok).toBe(true);
    };
    const { customerId } = await customer();
    const { data } = await submit(customerId, { ...marta, phoneNumber: '+523300000001' });
    await correct(customerId, data!.submissionId, '+523300000001');
    expect(codeOf(await create('+523300000001'))).toBe(111408);
    await correct(customerId, data!.submissionId, '+523300000002');
    expect(codeOf(await create('+523300000002'))).toBe(111408);
    const other = (await create('+523300000001')).data!.customerId;
    const ofOther = (await submit(other, { ...marta, phoneNumber: '+523300000001' })).data!.submissionId;
    await correct(other, ofOther, '+523300000003');
    expect(codeOf(await create('+523300000001'))).toBe(111408);
  });

  test('a file › is JPEG, PNG or PDF by its content, of a known type, while the submission is open', async () => {
    const { upload, review, ready } = open();
    const path = await ready();
    const pdf = new TextEncoder().encode('%PDF-1.7');
    expect((await upload(path, 'Selfie', pdf)).data).toMatchObject({ fileType: 'Selfie' });
    expect(codeOf(await upload(path, 'Selfie', new TextEncoder().encode('GIF89a')))).toBe(111414);
    expect(codeOf(await upload(path, 'Passport'))).toBe(111413);
    await review(path);
    expect(codeOf(await upload(path, 'Selfie'))).toBe(111404);
  });
});

describe('customers', () => {
  test('an address › has one customer, whatever its case, and is found in its country', async () => {
    const { client, customer } = open();
    const { customerId, email } = await customer('MX');
    const again = await client.POST('/customers/create', { body: { email: email.toUpperCase(), type: 'BUSINESS' } });
    expect([again.status, codeOf(again)]).toEqual([409, 111409]);
    const thrown = await Promise.resolve(again)
      .then(expectOk)
      .catch((error: unknown) => error);
    expect(thrown).toMatchObject({
      name: 'KycApiError',
      code: '111409',
      message: expect.stringMatching(/ 409 111409$/),
    });
    const find = (country: string) =>
      client.GET('/customers/find/{email}/{country}', { params: { path: { email, country } } });
    expect((await find('MX')).data?.customerId).toBe(customerId);
    expect((await find('CO')).status).toBe(404);
  });
});

describe('webhooks', () => {
  const receive = (statusOf: (attempt: number) => number) => {
    const received: { signature: string | null; body: string }[] = [];
    const webhookFetch = async (input: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(input, init);
      received.push({ signature: request.headers.get('Signature'), body: await request.text() });
      return new Response(null, { status: statusOf(received.length) });
    };
    return { received, webhookFetch: webhookFetch as typeof fetch };
  };
  const register = (fetch: ReturnType<typeof open>['sandbox']['fetch'], more: object = {}) =>
    fetch('http://x/_sandbox/webhook-endpoints/register', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ provider: 'alfred-customers', url: 'http://receiver.example.com/', ...more }),
    });

  test('each change of status › is told, signed over time and body', async () => {
    const { received, webhookFetch } = receive(() => 200);
    const { sandbox, review, ready } = open({}, { webhookFetch });
    await register(sandbox.fetch, { secret: 'fake-secret' });
    const path = await ready();
    await review(path);
    await sandbox.clock.advance({ seconds: 90 });
    await sandbox.settled();
    expect(received.map(({ body }) => JSON.parse(body))).toEqual(
      ['IN_REVIEW', 'COMPLETED'].map((status) => ({
        referenceId: path.submissionId,
        eventType: 'KYC',
        status,
        metadata: null,
      })),
    );
    const snapshot = await sandbox.snapshot();
    const other = createSandbox();
    await other.restore(snapshot);
    expect(await other.snapshot()).toEqual(snapshot);
    for (const { signature, body } of received) {
      const [, time, sum] = /^t=(\d+),s=([0-9a-f]{64})$/.exec(signature ?? '') ?? [];
      expect(sum).toBe(createHmac('sha256', 'fake-secret').update(`${time}.${body}`).digest('hex'));
    }
  });

  test('an endpoint for some events › gets these only, and is listed with its name', async () => {
    const { received, webhookFetch } = receive(() => 200);
    const { sandbox, review, ready } = open({}, { webhookFetch });
    const url = 'http://companies.example.com/';
    await register(sandbox.fetch, { events: ['KYC'] });
    await register(sandbox.fetch, { url, name: 'companies', events: ['KYB'] });
    await review(await ready());
    await sandbox.settled();
    expect(received).toHaveLength(1);
    expect(await (await sandbox.fetch('http://x/_sandbox/webhook-endpoints')).json()).toMatchObject({
      endpoints: [{ url, name: 'companies', events: ['KYB'] }, { events: ['KYC'] }],
    });
  });

  test('a receiver that fails › is asked ten more times, further and further apart', async () => {
    const { received, webhookFetch } = receive(() => 503);
    const { sandbox, review, ready } = open({ reviewDelay: 'decision' }, { webhookFetch });
    await register(sandbox.fetch);
    await review(await ready());
    for (let round = 0; round < 14; round++) {
      await sandbox.settled();
      await sandbox.clock.advance({ hours: 1 });
    }
    expect(received).toHaveLength(11);
    expect(received[0]?.signature).toBeNull();
  });
});

const company = {
  country: 'MX',
  businessName: 'Molino Ficticio SA de CV',
  taxId: 'MFI200101AB1',
  state: 'Jalisco',
  city: 'Guadalajara',
  address: 'Avenida Supuesta 100',
  zipCode: '44100',
};

test('a company › tells at submitting what is missing, and its persons by getKybDetails', async () => {
  const { client, customer } = open();
  const { customerId } = await customer('MX', 'BUSINESS');
  const kybSubmission = {
    ...company,
    isRegulatedBusiness: true,
    transmitsCustomerFunds: true,
    relatedPersons: [{ firstName: 'Marta', lastName: 'Lozano', email: 'm@example.com', dateOfBirth: '1991-04-17' }],
  };
  const send = () =>
    client.POST('/customers/{customerId}/kyb', { params: { path: { customerId } }, body: { kybSubmission } });
  const { submissionId } = (await send()).data!;
  const again = await send();
  expect([again.status, codeOf(again)]).toEqual([400, 111405]);
  const { data } = await client.GET('/customers/{customerId}/kyb/details', { params: { path: { customerId } } });
  expect(data?.[0]).toMatchObject({ submissionId, questionnaire: { isRegulatedBusiness: true } });
  expect(data?.[0]?.relatedPersons[0]).toMatchObject({ docFront: null });
  const refused = await client.PUT('/customers/{customerId}/kyb/{submissionId}/submit', {
    params: { path: { customerId, submissionId } },
  });
  expect(codeOf(refused)).toBe(110002);
  const missing = fieldsOf(refused);
  expect(missing).toEqual(
    expect.arrayContaining(['sourceOfFunds', 'conductsComplianceScreening', 'uploadAmlPolicy', 'docBack']),
  );
  expect(missing).not.toContain('complianceScreeningDescription');
});

describe("a company's details", () => {
  const person = (firstName: string, more: object = {}) => ({
    firstName,
    lastName: 'Lozano',
    email: `${firstName}@example.com`,
    dateOfBirth: '1991-04-17',
    ...more,
  });
  const withCompany = async (sent: object, ...relatedPersons: ReturnType<typeof person>[]) => {
    const { client, customer } = open();
    const { customerId } = await customer('MX', 'BUSINESS');
    const path = { customerId };
    const kybSubmission = { ...company, ...sent, relatedPersons };
    const made = await client.POST('/customers/{customerId}/kyb', { params: { path }, body: { kybSubmission } });
    const { submissionId } = made.data!;
    const details = async () =>
      (await client.GET('/customers/{customerId}/kyb/details', { params: { path } })).data![0]!;
    const correct = (...corrected: ReturnType<typeof person>[]) =>
      client.PUT('/customers/kyb', {
        body: { customerId, submissionId, kybUpdateSubmission: { ...company, relatedPersons: corrected } },
      });
    const upload = (idRelatedPerson: string) =>
      client.POST('/customers/{customerId}/kyb/{idRelatedPerson}/files/relate-person', {
        params: { path: { customerId, idRelatedPerson } },
        body: { fileType: 'docFront', rawBody: new File([png], 'file.png') },
      });
    return { customerId, submissionId, details, correct, upload };
  };
  const idsOf = ({ relatedPersons }: { relatedPersons: { firstName?: string; idRelatedPerson: string }[] }) =>
    Object.fromEntries(relatedPersons.map(({ firstName, idRelatedPerson }) => [firstName, idRelatedPerson]));

  test('members that are called as its own › have the own values', async () => {
    const own = { customerId: 'mine', submissionId: 'mine' };
    const { customerId, submissionId, details, upload } = await withCompany(
      own,
      person('Ana', { idRelatedPerson: 'mine' }),
    );
    const shown = await details();
    expect(shown).toMatchObject({ customerId, submissionId });
    expect((await upload(shown.relatedPersons[0]!.idRelatedPerson)).ok).toBe(true);
  });

  test('persons in another order, or fewer › keep their ids and files', async () => {
    const { details, correct, upload } = await withCompany({}, person('Ana'), person('Bo'), person('Eva'));
    const { Ana, Bo, Eva } = idsOf(await details());
    await upload(Ana!);
    // Ana is gone, and who has no id takes that of nobody who is named.
    await correct(person('Bo', { idRelatedPerson: Bo }), person('Ida'), person('Eva', { idRelatedPerson: Eva }));
    const shown = await details();
    expect(idsOf(shown)).toMatchObject({ Bo, Eva });
    expect(new Set(Object.values(idsOf(shown))).size).toBe(3);
    expect(shown.relatedPersons.map(({ docFront }) => docFront)).toEqual([null, null, null]);
    expect((await upload(Bo!)).ok).toBe(true);
    expect((await upload(Ana!)).status).toBe(404);
  });

  test('persons without ids › keep them by their position', async () => {
    const { details, correct } = await withCompany({}, person('Ana'), person('Bo'));
    const { Ana, Bo } = idsOf(await details());
    await correct(person('Anna'), person('Bob'), person('Eva'));
    expect(idsOf(await details())).toMatchObject({ Anna: Ana, Bob: Bo });
  });
});

test('examples › are there, at the ids of the document', async () => {
  const { client, status } = open({ examples: true });
  const path = { customerId: '5b0e6d0a-3f0c-4c57-9a51-0c6f5d1e7a11' };
  expect((await client.GET('/customers/{customerId}', { params: { path } })).data).toMatchObject({
    firstName: 'Marta',
  });
  const submissionId = 'c1a7f2f4-6a55-4b0e-8f43-2f6f3f0b9d22';
  expect(await status({ ...path, submissionId })).toMatchObject({ status: 'CREATED' });
});
