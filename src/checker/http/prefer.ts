/**
 * Finds out whether a target honours `Prefer: code=…`, as Prism does. It asks for an unknown path, and then for two
 * statuses with a request without credentials and body: no real implementation answers with just these two.
 */
import type { Operation } from '../../openapi/document.js';
import type { Failure, ReceivedResponse } from '../../openapi/exchange.js';
import type { Gateway } from './gateway.js';

const strange = '/kyc-contracts/is-this-a-mock';

/** Prism answers an unknown path with its own problem document. */
const prismProblem = /stoplight\.io\/prism\/errors/;

export async function probeTarget(
  gateway: Pick<Gateway, 'send'>,
  operations: readonly Operation[],
): Promise<{ honoursPrefer: boolean } | { failure: Failure }> {
  const answer = await gateway.send({ method: 'GET', target: strange, headers: {}, body: undefined });
  if ('failure' in answer) {
    // A target that fails here may still answer the paths that it knows.
    return answer.failure.kind === 'broken' || answer.failure.kind === 'too large'
      ? { honoursPrefer: false }
      : { failure: answer.failure };
  }
  if (isPrism(answer.response)) return { honoursPrefer: true };

  const probe = operations.map(harmlessProbe).find((found) => found !== undefined);
  if (!probe) return { honoursPrefer: false };
  for (const status of probe.statuses) {
    const { method, path } = probe.operation;
    const headers = { prefer: `code=${status}` };
    const reply = await gateway.send({ method, target: path.replaceAll(/[{}]/g, ''), headers, body: undefined });
    if ('failure' in reply || String(reply.response.status) !== status) return { honoursPrefer: false };
  }
  return { honoursPrefer: true };
}

const isPrism = (response: ReceivedResponse): boolean =>
  response.status === 404 && prismProblem.test(response.body.toString('utf8', 0, 2000));

/** An operation that does nothing without credentials or body, and two of its statuses. */
function harmlessProbe(operation: Operation): { operation: Operation; statuses: string[] } | undefined {
  const isSafe = operation.method === 'GET' || operation.method === 'HEAD';
  const isGuarded = operation.security.length > 0 && operation.security.every((one) => Object.keys(one).length > 0);
  const statuses = [...operation.responses.keys()].filter((status) => /^[245]\d\d$/.test(status)).slice(0, 2);
  return (isSafe || isGuarded) && statuses.length === 2 ? { operation, statuses } : undefined;
}
