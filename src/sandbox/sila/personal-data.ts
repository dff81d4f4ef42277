/**
 * Rules for an end user's data that are not in the schema, with the provider's messages. Source:
 * docs/testing_mock_failure_data, which has the messages but not the patterns; the patterns are our choice, from values
 * that Sila's samples and SDK tests send successfully.
 */
import { isRecord } from './header.js';
import type { ValidationDetails } from './reply.js';

/** Source: Sila's Postman collections: nine digits, with or without hyphens (3-2-4 for SSN and ITIN, 2-7 for EIN). */
export function identityProblem(alias: string, value: string): string | undefined {
  if (alias === 'EIN') {
    return /^\d{2}-?\d{7}$/.test(value) ? undefined : 'Input did not match EIN regex pattern ^\\d{2}-?\\d{7}$';
  }
  if (alias !== 'SSN' && alias !== 'ITIN') return undefined;
  return /^\d{3}-?\d{2}-?\d{4}$/.test(value) ? undefined : 'Input did not match SSN regex pattern.';
}

/** Ten digits: a third party's tests of 2020 saw 400 for any other number of digits. */
export const phoneProblem = (phone: string): string | undefined =>
  /^\d{3}-?\d{3}-?\d{4}$/.test(phone) ? undefined : 'This value does not match the required phone pattern.';

/** Five digits, or nine. No sample has a country other than the USA, so other codes are accepted. */
export function postalCodeProblem({ postal_code, country }: { postal_code?: string | number; country?: string }) {
  const isForeign = country !== undefined && country !== '' && country.toUpperCase() !== 'US';
  const isGood = isForeign || (postal_code ?? '') === '' || /^\d{5}(-\d{4})?$/.test(zipOf(postal_code));
  return isGood ? undefined : 'invalid_postal_code';
}

/** A code that was sent as a number lacks its leading zeros. */
export const zipOf = (code: string | number | undefined): string =>
  typeof code === 'number' ? String(code).padStart(5, '0') : (code ?? '');

/** A person is 18 or older, by the calendar of UTC. Source: docs/register and docs/update-registration-data. */
export function birthdateProblem(birthdate: string | undefined, now: number): string | undefined {
  if (birthdate === undefined) return undefined;
  const today = new Date(now);
  const [year = 0, month = 0, day = 0] = birthdate.split('-').map(Number);
  const hadBirthday = [today.getUTCMonth() + 1 - month, today.getUTCDate() - day].find((part) => part !== 0) ?? 0;
  const age = today.getUTCFullYear() - year - (hadBirthday < 0 ? 1 : 0);
  return age < 18 ? 'Registered user must be 18.' : undefined;
}

type Sparse = { [name: string]: string | Sparse | undefined };

/** Removes empty details; undefined if none is left. */
export function compact(details: Sparse): ValidationDetails | undefined {
  const kept: ValidationDetails = {};
  for (const [name, value] of Object.entries(details)) {
    const inner = isRecord(value) ? compact(value) : value;
    if (inner !== undefined) kept[name] = inner;
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}
