/** What a suite of Sila's gave, against what is expected of it. */

export interface Outcome {
  name: string;
  passed: boolean;
  /** What the suite says of a failure. */
  message?: string;
}

/**
 * Prints what did not go as expected, and the count.
 * @param expected the tests that do not pass, each with its reason: lawful, or the suite's own fault
 * @returns exit code: 0 as expected, 1 not so
 */
export function tellOutcomes(suite: string, outcomes: Outcome[], expected: Readonly<Record<string, string>>): 0 | 1 {
  const passed = outcomes.filter((one) => one.passed);
  const failed = outcomes.filter((one) => !one.passed);
  const surprises = [
    ...failed
      .filter(({ name }) => !(name in expected))
      .map(({ name, message }) => `${name} does not pass${message ? `: ${message}` : ''}`),
    ...passed
      .filter(({ name }) => name in expected)
      .map(({ name }) => `${name} passes, and is listed as if it did not`),
    ...(outcomes.length === 0 ? ['the suite ran nothing'] : []),
  ];
  for (const { name } of failed) if (name in expected) console.log(`expected: ${name}: ${expected[name]}`);
  for (const surprise of surprises) console.log(surprise);
  console.log(`${suite}: ${passed.length} of ${outcomes.length} tests of KYC pass`);
  return surprises.length > 0 ? 1 : 0;
}
