/** Implementations that forget, or that remember too well: for every operation, whatever it is about. */
import type { Snapshot } from '../../../src/sandbox/index.js';
import { toAnswer, toResponse, type Answer } from '../answer.js';
import { isFor } from '../intercept.js';
import type { Implementation, Mutant } from '../mutant.js';
import type { Operation } from '../../../src/openapi/document.js';
import { play, type Subject } from '../subject.js';

export function memoryMutants(subject: Subject): Mutant[] {
  const kinds: [string, (subject: Subject, operation: Operation) => Implementation][] = [
    ['memory-lost', forgetting],
    ['memory-stale', repeating],
  ];
  return subject.operations.flatMap((operation) =>
    kinds.map(([kind, make]): Mutant => {
      const { operationId } = operation;
      const { provider } = subject;
      const implement = () => make(subject, operation);
      return { id: `${provider}/${operationId}/${kind}`, provider, operationId, kind, showsElsewhere: true, implement };
    }),
  );
}

/** Says that it has done it, and has not: the delete that does not delete, the update that is lost. */
function forgetting(subject: Subject, operation: Operation): Implementation {
  const sandbox = play(subject);
  let erred = false;
  return {
    hasErred: () => erred,
    fetch: async (request) => {
      if (!isFor(operation, subject.url, request)) return sandbox.fetch(request);
      const before = await sandbox.snapshot();
      const response = await sandbox.fetch(request);
      if (memoryOf(before, subject) !== memoryOf(await sandbox.snapshot(), subject)) {
        erred = true;
        await sandbox.restore(before);
      }
      return response;
    },
  };
}

/** Without the sandbox's own: its clock, how many ids it has made. */
const memoryOf = ({ entries }: Snapshot, { provider }: Subject): string =>
  JSON.stringify(entries.filter(({ key: [namespace] }) => namespace === provider));

/** Answers everybody with what the first one got, as behind a cache that does not look at who asks. */
function repeating(subject: Subject, operation: Operation): Implementation {
  const sandbox = play(subject);
  let first: Answer | undefined;
  let erred = false;
  return {
    hasErred: () => erred,
    fetch: async (request) => {
      if (!isFor(operation, subject.url, request)) return sandbox.fetch(request);
      const before = await sandbox.snapshot();
      const response = await sandbox.fetch(request);
      // What changes something is no matter for a cache.
      const isReading = memoryOf(before, subject) === memoryOf(await sandbox.snapshot(), subject);
      if (!response.ok || !isReading) return response;
      const answer = await toAnswer(response);
      if (first && contentOf(first) !== contentOf(answer)) erred = true;
      first ??= answer;
      return toResponse(first);
    },
  };
}

/** Without what is of the request rather than of what it asks for. */
const contentOf = ({ body }: Answer): string =>
  body
    .toString()
    .replaceAll(/"(reference|sila_reference_id|customer_reference_id|response_time_ms|token)":"[^"]*"/g, '');
