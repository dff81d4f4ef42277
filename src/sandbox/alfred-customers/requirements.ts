/**
 * Required fields by country. Sources: the pages on Mexico, Colombia, Argentina and Brazil; an integrator found `dni`,
 * `cuit` and `pep` of Argentina to be mandatory; `state` of the Dominican Republic is on the page on Argentina. The
 * United States have only the hosted form.
 */
import { ownMember } from '../../openapi/own.js';
import type { Reply } from '../core/handler.js';
import { refuse } from './refuse.js';
import type { CustomersCall, Submission } from './state.js';

const base = ['firstName', 'lastName', 'dateOfBirth', 'country', 'city', 'zipCode', 'address'];
const nationalId = ['National ID Front', 'National ID Back'];

interface Wanted {
  fields: readonly string[];
  files: readonly string[];
}

const byCountry: Readonly<Record<string, Wanted>> = {
  MX: { fields: [...base, 'nationalities'], files: nationalId },
  CO: { fields: [...base, 'state', 'dni', 'typeDocumentCol'], files: [] },
  AR: { fields: [...base, 'state', 'countryCode', 'nationalities', 'dni', 'cuit', 'pep'], files: nationalId },
  BR: { fields: ['cpf'], files: [] },
  DO: { fields: [...base, 'state'], files: [] },
};
const elsewhere: Wanted = { fields: base, files: [] };

/** The three-letter codes that integrators have been seen to send. */
const threeLetters: Readonly<Record<string, string>> = {
  MEX: 'MX',
  COL: 'CO',
  ARG: 'AR',
  BRA: 'BR',
  DOM: 'DO',
  USA: 'US',
};
export const twoLetters = (country: string): string => ownMember(threeLetters, country) ?? country;

/** Whether a country has only the hosted form of the reviewer. */
export const isHosted = (country: string): boolean => twoLetters(country) === 'US';

const types: Readonly<Record<string, string>> = { dateOfBirth: 'date', nationalities: 'array' };

export function getKycRequirements({ query }: CustomersCall): Reply {
  const country = query['country']!;
  if (!/^[A-Z]{2,3}$/.test(country)) return refuse(400, 111302, ['country']);
  const { fields, files } = isHosted(country) ? { fields: [], files: [] } : wantedIn(country);
  const entry = (type: string | undefined) => (name: string) => ({
    name,
    required: true,
    type: type ?? types[name] ?? 'string',
  });
  return {
    status: 200,
    body: {
      country,
      requirements: { personal: fields.map(entry(undefined)), documents: files.map(entry('file_upload')) },
    },
  };
}

const wantedIn = (country: string): Wanted => ownMember(byCountry, twoLetters(country)) ?? elsewhere;

/**
 * Names of the fields and files that are missing in a person's submission.
 * @param country the customer's, for a submission without one: in Brazil nothing but the CPF is wanted
 */
export function missingOf({ fields, files }: Submission, country: string | null): string[] {
  const wanted = wantedIn(String(fields['country'] ?? country ?? ''));
  const lacks = (name: string) => fields[name] === undefined || fields[name] === '';
  return [...wanted.fields.filter(lacks), ...wanted.files.filter((type) => files[type] === undefined)];
}

/** Members of a company's questionnaire. */
export const questionnaire = [
  'walletAddresses',
  'sourceOfFunds',
  'transmitsCustomerFunds',
  'operatesInSanctionedCountries',
  'isRegulatedBusiness',
  'businessActivities',
  'accountPurpose',
  'expectedMonthlyVolumeUsd',
  'expectedMonthlyTransactions',
  'conductsComplianceScreening',
  'complianceScreeningDescription',
];
export const isOfQuestionnaire = (name: string): boolean => questionnaire.includes(name);

/**
 * Names of the fields, files and persons that are missing in a company's submission. An integrator found that the last
 * two fields depend on others.
 */
export function missingOfCompany({ fields, files, persons }: Submission): string[] {
  const optional = [
    ...(fields['transmitsCustomerFunds'] === true ? [] : ['conductsComplianceScreening']),
    ...(fields['conductsComplianceScreening'] === true ? [] : ['complianceScreeningDescription']),
  ];
  const documents = [
    ...['taxIdDocument', 'articlesIncorporation', 'proofAddress', 'shareholderRegistry'],
    ...(fields['isRegulatedBusiness'] === true ? ['businessLicense', 'uploadAmlPolicy'] : []),
  ];
  return [
    ...questionnaire.filter((name) => !optional.includes(name) && [undefined, ''].includes(fields[name] as undefined)),
    ...documents.filter((type) => files[type] === undefined),
    ...['docFront', 'docBack'].filter((side) => persons.some((person) => person.files[side] === undefined)),
  ];
}
