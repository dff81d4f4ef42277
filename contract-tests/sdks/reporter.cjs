// A reporter of mocha: one JSON line a test, to the file that RESULTS names. What suites print stays on stdout.
const { appendFileSync } = require('node:fs');

// `assert.fail(error)` makes the error itself the message of another.
const text = (error) => (error === undefined ? undefined : String(error.message?.message ?? error.message));

module.exports = class {
  constructor(runner) {
    const write = (test, outcome, error) =>
      appendFileSync(
        process.env.RESULTS,
        `${JSON.stringify({ suite: test.parent.title, title: test.title, outcome, message: text(error) })}\n`,
      );
    runner.on('pass', (test) => write(test, 'passed'));
    runner.on('fail', (test, error) => write(test, 'failed', error));
    runner.on('pending', (test) => write(test, 'skipped'));
  }
};
