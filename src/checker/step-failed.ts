/** A step of a case could not be run, or its answer is not what the next one needs. The message is for the report. */
export class StepFailed extends Error {}

/** What a step needs is not there, and that is no failure of its case: the case is not exercised. */
export class NotExercised extends StepFailed {}

/** A credential could not be obtained: that is the failure of the case of the operation that issues it. */
export class CredentialMissing extends NotExercised {}

/** Why something cannot be sent, where it is not the case itself that a step fails. */
export const sayNotThere = ({ message }: StepFailed): string => `what comes before it is not there: ${message}`;

/** The reason of a case that is not exercised after a refusal. */
export const leftOpen = 'and the document leaves open whether it is taken in this state';
