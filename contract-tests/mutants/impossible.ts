/**
 * Mutants that no check of these documents can detect, each with the reason. Any other survivor is a defect of the
 * checks, and makes `npm run mutants` fail.
 */
const reasons: readonly [ids: RegExp, reason: string][] = [
  [
    /\/a-second-longer$/,
    'The clock of an implementation runs while it is asked: a check that is never wrong stays seconds away from a limit.',
  ],
  [
    /^alfred\/(uploadDocument\/memory-lost|loginSofKyc\/state-rule\/kyc-never-true)$/,
    'No page says when `kyc` turns true, or how else it shows that a document has arrived.',
  ],
  [/^alfred\/\w+\/cause-beside\/\w+\/forgets-sessions$/, 'No page says that a session has to be open.'],
  [/^alfred\/\w+\/cause-beside\/\w+\/forgets-other-users$/, 'No page says for how long a user is known again.'],
  [
    /^alfred-customers\/getKycRequirements\/cause-list\/[\w.]+\/first-twice$/,
    'No page says that a requirement stands in the list once.',
  ],
  [
    /^sila\/getBusinessTypes\/cause-list\/business_types\/(first|last)-missing$/,
    '"The list is served, and may change."',
  ],
  [/^sila\/retryWebhook\/memory-lost$/, 'No page says by when, and by what, a second attempt shows.'],
];

export const reasonFor = (id: string): string | undefined => reasons.find(([ids]) => ids.test(id))?.[1];

/** Mutants of causes that are equivalent to the sound implementation, each with the reason. */
const equivalences: readonly [ids: RegExp, reason: string][] = [];

export const equivalenceOf = (id: string): string | undefined => equivalences.find(([ids]) => ids.test(id))?.[1];
