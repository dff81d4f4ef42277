/**
 * Values that determine the outcome of a verification in Sila's sandbox. Sources, by their ids in spec/sources.yaml:
 *
 * - Advanced KYC: sila-advanced-triggers, with the last name `pass`. It says what does not match, but not the resulting
 *   status: the choice between documents_required and review, and of the requested documents, is ours.
 * - Classic KYC: sila-mock-failures and sila-triaging-failures. That its names also work in Advanced KYC, if no other
 *   trigger applies, is our choice, since Advanced KYC has no trigger for a plain failure.
 */
import type { Entity, Outcome, Verification } from './state.js';

const outcome = (status: string, reasons: string[], action: string | null = null, tags: string[] = []): Outcome => ({
  status,
  reasons,
  tags,
  action,
});

export const passed = (): Outcome => outcome('passed', []);
const documentFor = (reason: string) => outcome('documents_required', [reason], 'doc_upload');
const dataFor = (reason: string) => outcome('documents_required', [reason], 'entity_data');
const reviewFor = (reason: string) => outcome('review', [reason], 'review');
/** `Denied KYC` is always combined with another tag. */
const failedFor = (...tags: string[]) => outcome('failed', [tags[0] ?? ''], null, [...tags, 'Denied KYC']);

interface Trigger {
  on: 'postal_code' | 'street' | 'SSN' | 'EIN' | 'first_name' | 'last_name' | 'birthdate' | 'entity_name';
  value: string;
  outcome: Outcome;
}

export const advancedTriggers: readonly Trigger[] = [
  { on: 'postal_code', value: '88888', outcome: documentFor('Address Not Matched') },
  { on: 'postal_code', value: '99999', outcome: reviewFor('Address Warning') },
  { on: 'SSN', value: '777777777', outcome: dataFor('SSN Miskey') },
  { on: 'SSN', value: '888888888', outcome: documentFor('SSN Not Matched') },
  { on: 'SSN', value: '999999999', outcome: reviewFor('SSN Warning') },
  { on: 'EIN', value: '000000000', outcome: dataFor('Company Name Not Matched') },
  { on: 'EIN', value: '111111111', outcome: reviewFor('Secretary of State Warning') },
  { on: 'EIN', value: '222222222', outcome: reviewFor('Watchlist Warning') },
  { on: 'EIN', value: '999999999', outcome: documentFor('FEIN Not Matched') },
  { on: 'last_name', value: 'ofac', outcome: reviewFor('OFAC Match') },
  { on: 'last_name', value: 'birthdate', outcome: dataFor('Birthdate Not Matched') },
  { on: 'last_name', value: 'fraud', outcome: reviewFor('Fraud Warning') },
  { on: 'last_name', value: 'emailrisk', outcome: reviewFor('Email Risk') },
  { on: 'last_name', value: 'phonerisk', outcome: reviewFor('Phone Risk') },
  { on: 'last_name', value: 'pass', outcome: passed() },
];

/** The first or the last name is compared: the page says "name", and the spec's example is a first name. */
const classicNames: readonly Trigger[] = (['first_name', 'last_name'] as const).flatMap((on): Trigger[] => [
  { on, value: 'fail', outcome: failedFor('Name Mismatch') },
  { on, value: 'documents_required', outcome: documentFor('Name Not Verified') },
  { on, value: 'review', outcome: reviewFor('Fraud Review') },
]);

export const classicTriggers: readonly Trigger[] = [
  ...classicNames,
  { on: 'first_name', value: 'fraud', outcome: failedFor('Fraud Warning', 'Denied Fraud') },
  { on: 'last_name', value: 'fraud', outcome: failedFor('Fraud Warning', 'Denied Fraud') },
  { on: 'street', value: '420 420th street', outcome: failedFor('Address Not Verified') },
  { on: 'birthdate', value: '1970-04-20', outcome: failedFor('DOB Not Verified') },
  { on: 'SSN', value: '420420420', outcome: failedFor('SSN Not Verified') },
  { on: 'entity_name', value: '420 inc', outcome: failedFor('Company Name Not Matched') },
  { on: 'EIN', value: '420420420', outcome: failedFor('FEIN Unmatched') },
];

/** The outcome that the end user's data determine: that of the first trigger that applies, or else a pass. */
export function outcomeOf(entity: Entity, system: Verification['system']): Outcome {
  const triggers = system === 'classic' ? classicTriggers : [...advancedTriggers, ...classicNames];
  const hit = triggers.find(({ on, value }) => valuesOf(entity, on).some((one) => one.toLowerCase() === value));
  return structuredClone(hit?.outcome ?? passed());
}

function valuesOf(entity: Entity, on: Trigger['on']): string[] {
  switch (on) {
    case 'postal_code':
      return entity.addresses.map(({ postal_code }) => postal_code.slice(0, 5));
    case 'street':
      return entity.addresses.map(({ street_address_1 }) => street_address_1);
    case 'SSN':
    case 'EIN':
      return entity.identities.filter(({ type }) => type === on).map(({ value }) => value.replaceAll('-', ''));
    default:
      return [entity.details[on] ?? ''];
  }
}
