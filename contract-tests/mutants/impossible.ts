/**
 * Mutants that no check of these documents can find out, each with the reason. What is not listed here and survives is
 * a defect of the checks, and makes `npm run mutants` fail.
 */
const reasons: readonly [ids: RegExp, reason: string][] = [];

export const reasonFor = (id: string): string | undefined => reasons.find(([ids]) => ids.test(id))?.[1];
