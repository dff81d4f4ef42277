/**
 * What a request stores is what it was sent: where a later look shows a text of the plain request, it shows another text
 * of a variation as well. The look is the first of the recipe's `then`, without what that expects of the example.
 */
import type { Operation } from '../../../openapi/document.js';
import type { SentRequest } from '../../../openapi/exchange.js';
import { isSafe } from '../../recipes/calls.js';
import type { Step } from '../../recipes/step.js';
import { isAmong, placesShowing, type Echo } from '../../relations/echo.js';
import { sentIn } from '../../relations/sent.js';
import type { CasePlan } from '../../plan.js';
import { operationNamed, type Run } from '../../run.js';
import { redactPointer } from '../../validate/redact.js';
import { violationOf, type Violation } from '../../validate/response.js';
import { notSentReason, Precondition } from '../negatives/precondition.js';
import type { Variation } from './variation.js';

type Look = Step & { operation: string };

const storedPlaces = (variations: readonly Variation[]): Set<string> =>
  new Set(variations.flatMap(({ at, isStored }) => (isStored && at !== undefined ? [at] : [])));

export class ShownLater {
  readonly #run: Run;
  readonly #operation: Operation;
  readonly #look: Look;
  readonly #echoes: readonly Echo[];

  private constructor(run: Run, operation: Operation, look: Look, echoes: readonly Echo[]) {
    this.#run = run;
    this.#operation = operation;
    this.#look = look;
    this.#echoes = echoes;
  }

  /** Sends the plain request, and looks where its texts are shown; undefined where nothing is to be seen of them. */
  static async learn(
    run: Run,
    operation: Operation,
    casePlan: CasePlan,
    variations: readonly Variation[],
  ): Promise<ShownLater | undefined> {
    const [look] = casePlan.then ?? [];
    const places = storedPlaces(variations);
    if (places.size === 0 || !look || !('operation' in look)) return undefined;
    if (!isSafe(operationNamed(run, look.operation), run.recipes)) return undefined;
    const precondition = await Precondition.setUp(run, operation, casePlan);
    if ('reason' in precondition) return undefined;
    const sent = await precondition.send().catch(notSentReason);
    const shown = typeof sent === 'string' ? undefined : await precondition.look(look);
    if (typeof sent === 'string' || shown === undefined) return undefined;
    const values = sentIn(operation, sent.request);
    const echoes = [...places].flatMap((from) => placesShowing(from, values, shown));
    return echoes.length > 0 ? new ShownLater(run, operation, look, echoes) : undefined;
  }

  /** @param request of the variations, which was taken */
  async notShown(precondition: Precondition, batch: readonly Variation[], request: SentRequest): Promise<Violation[]> {
    const places = storedPlaces(batch);
    const wanted = this.#echoes.filter(({ from }) => places.has(from));
    const shown = wanted.length > 0 ? await precondition.look(this.#look) : undefined;
    if (shown === undefined) return [];
    const sent = sentIn(this.#operation, request);
    const { propertyNames } = this.#run.responseValidator;
    return wanted
      .filter((echo) => !isAmong(echo, sent.get(echo.from) ?? null, shown))
      .map(({ from, to }) =>
        violationOf('relation-echo', 'relation', `expected what was sent as ${from} to be shown later as it was`, {
          pointer: redactPointer({ pointer: to }, propertyNames),
        }),
      );
  }
}
