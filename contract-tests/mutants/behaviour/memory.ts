/** Implementations that forget changes or repeat old responses, for every operation. */
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

/** Answers with a success but changes nothing: a delete that does not delete, a lost update. */
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

/** The state without that of the sandbox itself: its clock and its counter of ids. */
const memoryOf = ({ entries }: Snapshot, { provider }: Subject): string =>
  JSON.stringify(entries.filter(({ key: [namespace] }) => namespace === provider));

/** Answers every caller with the first response, like a cache that ignores the caller. */
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
      // A cache does not store the responses of operations that change something.
      const isReading = memoryOf(before, subject) === memoryOf(await sandbox.snapshot(), subject);
      if (!response.ok || !isReading) return response;
      const answer = await toAnswer(response);
      if (first && contentOf(first) !== contentOf(answer)) erred = true;
      first ??= answer;
      return toResponse(first);
    },
  };
}

/** The body without the members that belong to the request and not to its result. */
const contentOf = ({ body }: Answer): string =>
  body
    .toString()
    .replaceAll(/"(reference|sila_reference_id|customer_reference_id|response_time_ms|token)":"[^"]*"/g, '');
