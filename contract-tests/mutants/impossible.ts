/**
 * Mutants that no check of these documents can find out, each with the reason. What is not listed here and survives is
 * a defect of the checks, and makes `npm run mutants` fail.
 */
const reasons: readonly [ids: RegExp, reason: string][] = [
  [
    /\/a-second-longer$/,
    'The clock of an implementation runs while it is asked: a check that is never wrong stays seconds away from a limit.',
  ],
  [
    /^alfred\/(uploadDocument\/memory-lost|loginSofKyc\/memory-stale|loginSofKyc\/state-rule\/kyc-never-true|uploadDocument\/state-rule\/one-document)/,
    'No page says when `kyc` turns true, or how else it shows that a document has arrived.',
  ],
  [
    /^alfred\/loginSofKyc\/(memory-lost|state-rule\/new-user-each-time)$/,
    'No page says which sign-ins are the same user; only the claims of the opaque token would show it.',
  ],
  [
    /^alfred\/\w+\/cause-beside\/\w+\/forgets-(sessions|other-users)$/,
    'No page says that a session has to be open, or that a user is known again.',
  ],
  [
    /^alfred-customers\/getKycRequirements\/cause-list\/[\w.]+\/first-twice$/,
    'No page says that a requirement stands in the list once.',
  ],
  [/^alfred\/myInfo\/memory-lost$/, 'No page says that a session which was never opened is refused.'],
  [
    /^sila\/register\/200\/individual\/success-of-sibling/,
    'That `business_uuid` is absent for a person stands in its description, and in no clause.',
  ],
  [/^sila\/retryWebhook\/memory-lost$/, 'No page says by when, and by what, a second attempt shows.'],
];

export const reasonFor = (id: string): string | undefined => reasons.find(([ids]) => ids.test(id))?.[1];

/** Of causes: mutants that do what the sound one does, whatever is asked, each with the reason. */
const equivalences: readonly [ids: RegExp, reason: string][] = [];

export const equivalenceOf = (id: string): string | undefined => equivalences.find(([ids]) => ids.test(id))?.[1];
