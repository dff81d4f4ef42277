/**
 * `header.created`: Unix seconds, not in the future and not more than five minutes old. Sources: docs/kyc for the
 * window, docs/testing_mock_failure_data for the messages.
 */
const oldest = 5 * 60;

/** The provider's message, or undefined for a valid time. */
export function createdProblem(created: number, now: number): string | undefined {
  if (Math.abs(created) > lastEpoch) return notAnEpoch;
  if (created > now) return `Epoch cannot be set in the future. (Parsed epoch as: ${text(created)})`;
  if (now - created > oldest) {
    return `Provided epoch in message has expired; please generate a new message and signature to retry this request. (Parsed epoch as: ${text(created)})`;
  }
  return undefined;
}

export const notAnEpoch = 'Integer not valid epoch.';

/** The last second of the year 9999. A greater integer is no valid date, which is our choice. */
const lastEpoch = 253_402_300_799;

const text = (epoch: number): string => new Date(epoch * 1000).toISOString().slice(0, 19).replace('T', ' ');
