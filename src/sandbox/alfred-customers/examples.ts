/** The customers and submissions of the document's examples, so that the requests in the docs succeed unchanged. */
import type { CustomersContext, Customer, Submission } from './state.js';

const kyc = 'c1a7f2f4-6a55-4b0e-8f43-2f6f3f0b9d22';

const people: readonly [id: string, email: string, country: string][] = [
  ['5b0e6d0a-3f0c-4c57-9a51-0c6f5d1e7a11', 'marta.lozano@example.com', 'MX'],
  ['0a51c0de-0000-4000-8000-000000000031', 'marta.nueva@example.com', 'MX'],
  ['0a51c0de-0000-4000-8000-000000000032', 'ciro.palma@example.com', 'CO'],
  ['0a51c0de-0000-4000-8000-000000000033', 'ines.roldan@example.com', 'AR'],
  ['0a51c0de-0000-4000-8000-000000000034', 'lia.prado@example.com', 'BR'],
];
const companies: readonly [id: string, email: string][] = [
  ['6c1f7e1b-0000-4000-8000-000000000021', 'molino@example.com'],
  ['6c1f7e1b-0000-4000-8000-000000000022', 'otro.molino@example.com'],
];

export function putExamples(context: CustomersContext): void {
  const { state, now } = context;
  state.hasExamples = true;
  const add = (id: string, email: string, type: Customer['type'], country: string) => {
    state.customers[id] = { id, email, type, country, createdAt: now, updatedAt: now, submissions: [] };
    state.emails[email] = id;
  };
  for (const [id, email, country] of people) add(id, email, 'INDIVIDUAL', country);
  for (const [id, email] of companies) add(id, email, 'BUSINESS', 'MX');
  const times = { createdAt: now, updatedAt: now, session: null };
  const put = (submission: Omit<Submission, keyof typeof times>) => {
    state.submissions[submission.id] = { ...submission, ...times };
    state.customers[submission.customer]!.submissions.push(submission.id);
  };
  const person = { customer: people[0]![0], kind: 'KYC' as const, fields: marta, persons: [] };
  put({
    ...person,
    id: 'fa11ed00-0000-4000-8000-000000000035',
    status: 'FAILED',
    metadata: { failureReason: 'document not readable' },
    files: {},
  });
  const front = { 'National ID Front': 'front.png', 'National ID Back': 'back.png' };
  put({ ...person, id: kyc, status: 'CREATED', metadata: null, files: front });
  put({
    id: '7d2f1c66-0000-4000-8000-000000000003',
    customer: companies[0]![0],
    kind: 'KYB',
    status: 'PENDING',
    metadata: null,
    fields: molino,
    persons: [
      { id: 'e41b0000-0000-4000-8000-000000000004', fields: owner, files: { docFront: 'a.png', docBack: 'b.png' } },
    ],
    files: Object.fromEntries(
      ['taxIdDocument', 'articlesIncorporation', 'proofAddress', 'shareholderRegistry'].map((type) => [
        type,
        `${type}.pdf`,
      ]),
    ),
  });
}

const marta = {
  firstName: 'Marta',
  lastName: 'Lozano',
  dateOfBirth: '1991-04-17',
  country: 'MX',
  city: 'Guadalajara',
  state: 'Jalisco',
  zipCode: '44100',
  address: 'Calle Inventada 12',
  nationalities: ['MX'],
  email: 'marta.lozano@example.com',
  dni: 'LOXM910417MJCZXR08',
};

const owner = {
  firstName: 'Marta',
  lastName: 'Lozano',
  email: 'marta.lozano@example.com',
  dateOfBirth: '1991-04-17',
  nationalities: ['MX'],
};

const molino = {
  country: 'MX',
  businessName: 'Molino Ficticio SA de CV',
  taxId: 'MFI200101AB1',
  state: 'Jalisco',
  city: 'Guadalajara',
  address: 'Avenida Supuesta 100',
  zipCode: '44100',
  walletAddresses: 'N/A',
  sourceOfFunds: 'Sale of goods',
  transmitsCustomerFunds: false,
  operatesInSanctionedCountries: false,
  isRegulatedBusiness: false,
  businessActivities: 'Flour milling',
  accountPurpose: 'Paying suppliers',
  expectedMonthlyVolumeUsd: 20000,
  expectedMonthlyTransactions: 40,
};
