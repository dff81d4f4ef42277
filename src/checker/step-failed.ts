/** A step of a case could not be run, or its answer is not what the next one needs. The message is for the report. */
export class StepFailed extends Error {}

/** A credential could not be obtained: that is the failure of the case of the operation that issues it. */
export class CredentialMissing extends StepFailed {}
