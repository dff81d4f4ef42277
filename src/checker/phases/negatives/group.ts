/** Sends all negatives of one valid request, and then that request itself. If it fails, the refusals prove nothing. */
import { isDeepStrictEqual } from 'node:util';
import type { Failure, SentRequest } from '../../../openapi/exchange.js';
import type { CasePlan } from '../../plan.js';
import { identify, outcomeOf, type CaseIdentity, type CaseResult } from '../../report.js';
import type { Operation } from '../../../openapi/document.js';
import { endOf, type Run } from '../../run.js';
import { mostAtOnce } from '../waves.js';
import type { Negative } from './negative.js';
import { transportViolation } from '../../validate/exchange.js';
import { violationOf } from '../../validate/response.js';
import { notSentReason, Precondition, type Sent } from './precondition.js';
import { isAccepted, validateRefusal } from './validate-refusal.js';

/** Name of the one case of an operation whose negatives cannot be derived: in a plan, and where all are skipped. */
export const everything = 'everything';

/** The status is a class, so that the case does not count as one of the document's own. */
export const identityOf = (
  { operation, example }: Pick<Group, 'operation' | 'example'>,
  name: string,
  status = '4XX',
): CaseIdentity => identify(operation, { status, example, phase: 'negatives', case: name });

export interface Group {
  operation: Operation;
  /** The named example of the response that the valid request gets. */
  example: string | null;
  casePlan: CasePlan;
  derive: (precondition: Precondition) => Derived;
  /** Whether the group repeats the valid request of another one with other valid credentials. @default false */
  isOtherCredential?: boolean;
}

export interface Derived {
  negatives: Negative[];
  /** Cases that could not be derived, with the reason. */
  skipped: { name: string; reason: string }[];
}

export async function runGroup(run: Run, group: Group): Promise<CaseResult[]> {
  const { operation, casePlan, derive } = group;
  const skip = (name: string, reason: string): CaseResult => ({ ...identityOf(group, name), ...outcomeOf(reason) });
  let precondition = await Precondition.setUp(run, operation, casePlan);
  if ('reason' in precondition) return [skip(everything, precondition.reason)];
  const { negatives, skipped } = derive(precondition);
  const results = skipped.map(({ name, reason }) => skip(name, reason));
  if (negatives.length === 0) return results;

  let end: string | undefined;
  /** Sends negatives one after another, each where the valid request would succeed. */
  const sendInTurn = async (some: readonly Negative[]): Promise<void> => {
    for (const negative of some) {
      end ??= endOf(run) ?? ('reason' in precondition ? 'its precondition could not be set up again' : undefined);
      if (end !== undefined || 'reason' in precondition) {
        results.push(skip(negative.name, end ?? ''));
        continue;
      }
      const sent = await sendIn(precondition, negative);
      if (typeof sent === 'string') {
        results.push(skip(negative.name, sent));
        continue;
      }
      const result = await resultOf(run, group, negative, sent);
      run.bail.observe(result);
      results.push(result);
      if ('failure' in sent.exchange && isHopeless(sent.exchange.failure)) end = sent.exchange.failure.message;
      if (isAccepted(sent.exchange)) precondition = await Precondition.setUp(run, operation, casePlan);
    }
  };
  let isInTurn = false;
  for (let next = 0; next < negatives.length;) {
    const together = isInTurn ? [] : shareableFrom(negatives, next);
    if (together.length < 2 || end !== undefined || 'reason' in precondition || endOf(run) !== undefined) {
      await sendInTurn(negatives.slice(next, next + 1));
      next += 1;
      continue;
    }
    const refused = await sendTogether(run, group, precondition, together);
    results.push(...refused);
    next += refused.length;
    if (refused.length === together.length) continue;
    isInTurn = true;
    if (endOf(run) === undefined) precondition = await Precondition.setUp(run, operation, casePlan);
  }
  end ??= endOf(run);
  return end !== undefined || 'reason' in precondition ? results : confirm(run, group, precondition, results);
}

/** Thrown when a mutation changes nothing, such as the password left out of a credential without one. */
class ChangesNothing extends Error {}

/** The exchange, or the reason why the request was not sent. */
async function sendIn(precondition: Precondition, negative: Negative): Promise<Sent | string> {
  const send = await prepareIn(precondition, negative);
  return typeof send === 'string' ? send : send();
}

/** What sends the request, or the reason why it is not sent. */
async function prepareIn(precondition: Precondition, { change }: Negative): Promise<(() => Promise<Sent>) | string> {
  const { alter } = change;
  const altered = (request: SentRequest): SentRequest => {
    const other = alter?.(request) ?? request;
    if (isDeepStrictEqual(other, request)) throw new ChangesNothing();
    return other;
  };
  try {
    return await precondition.prepare(alter ? { ...change, alter: altered } : change);
  } catch (error) {
    if (error instanceof ChangesNothing) return 'of the valid request it is no change';
    return notSentReason(error);
  }
}

/** Those from one on that may be under way at once: none wants something of the target before. */
function shareableFrom(negatives: readonly Negative[], start: number): Negative[] {
  const end = negatives.findIndex(({ change }, index) => index >= start && change.given !== undefined);
  return negatives.slice(start, end < 0 ? undefined : end);
}

/**
 * The results of negatives of which several are under way at once: what is refused has no effect on the others. It ends
 * before the first that another one may have had an effect on, which was not refused as documented: from there on each
 * is to be sent with no other under way.
 */
async function sendTogether(
  run: Run,
  group: Group,
  precondition: Precondition,
  negatives: readonly Negative[],
): Promise<CaseResult[]> {
  const underWay: Promise<CaseResult | undefined>[] = [];
  for (const [index, negative] of negatives.entries()) {
    if (endOf(run) !== undefined || (index >= mostAtOnce && !(await underWay[index - mostAtOnce]))) break;
    const send = await prepareIn(precondition, negative);
    underWay.push(
      typeof send === 'string'
        ? Promise.resolve({ ...identityOf(group, negative.name), ...outcomeOf(send) })
        : send().then((sent) => resultTogether(run, group, negative, sent)),
    );
  }
  const results = await Promise.all(underWay);
  const broken = results.indexOf(undefined);
  return results.slice(0, broken < 0 ? undefined : Math.max(0, broken - mostAtOnce + 1)) as CaseResult[];
}

/** Undefined where it is not refused as documented. */
async function resultTogether(run: Run, group: Group, negative: Negative, sent: Sent): Promise<CaseResult | undefined> {
  const result = await resultOf(run, group, negative, sent);
  return isAccepted(sent.exchange) || result.violations.length > 0 ? undefined : result;
}

/** Whether the other requests of the group are not sent, since each would wait for its timeout. */
const isHopeless = ({ kind }: Failure): boolean => kind === 'unreachable' || kind === 'timeout';

async function resultOf(run: Run, group: Group, negative: Negative, sent: Sent): Promise<CaseResult> {
  const result = {
    ...identityOf(group, negative.name),
    ...validateRefusal(run.responseValidator, group.operation, negative, sent),
  };
  if (result.violations.length === 0 || !negative.hasCurl) return result;
  return { ...result, curl: await sent.toCurl() };
}

const control = 'the valid request, last';

async function confirm(
  run: Run,
  group: Group,
  precondition: Precondition,
  results: CaseResult[],
): Promise<CaseResult[]> {
  const identity = identityOf(group, control, '2XX');
  const refused = await precondition.refusal();
  if (refused === undefined) return [...results, { ...identity, ...outcomeOf([]) }];
  if ('failure' in refused) {
    const broken = { ...identity, ...outcomeOf([transportViolation(refused.failure)]) };
    run.bail.observe(broken);
    return [...results, broken];
  }

  const { what } = refused;
  const isAnswered = 'status' in refused && refused.status !== 429;
  const again = isAnswered ? await Precondition.setUp(run, group.operation, group.casePlan) : undefined;
  if (again instanceof Precondition && (await again.refusal()) === undefined) {
    const message = `expected a documented success, got ${what}: one of the refused requests has had an effect`;
    const failed = { ...identity, ...outcomeOf([violationOf('status-after-refusals', 'status', message)]) };
    run.bail.observe(failed);
    return [...results, failed];
  }
  const isRight = group.isOtherCredential && isOurs(run, group);
  if (isRight && 'status' in refused && [401, 403, 407].includes(refused.status)) {
    const message = `expected a documented success, got ${what}: credentials that the document allows are refused`;
    return [...results, { ...identity, ...outcomeOf([violationOf('status-refused', 'status', message)]) }];
  }
  // The phase of the examples reports that failure: it is not reported twice.
  const reason = `the valid request is not accepted either (${what}), so a refusal proves nothing`;
  return results.map((one) => (one.outcome === 'passed' ? { ...one, ...outcomeOf(reason) } : one));
}

/** Whether the target must know the credentials: the user gave them, or the target has a control API. */
const isOurs = ({ control, credentials }: Run, { casePlan: { security = [] } }: Group): boolean =>
  control !== undefined || security.every((scheme) => Object.hasOwn(credentials, scheme));
