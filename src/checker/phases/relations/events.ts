/** What a target sends to webhooks: each event is one that the document describes, and the one that has happened. */
import { setTimeout as delay } from 'node:timers/promises';
import {
  escapeToken,
  follow,
  isObject,
  webhooksOf,
  type Json,
  type Located,
  type Operation,
} from '../../../openapi/document.js';
import { examplesOf } from '../../../openapi/examples.js';
import { parseJson } from '../../../openapi/json.js';
import { simpleValue } from '../../../openapi/parameter-value.js';
import type { Receiver, ReceivedEvent } from '../../http/receiver.js';
import { unmet } from '../../recipes/expectation.js';
import type { Step } from '../../recipes/step.js';
import type { DeclaredEvent } from '../../relations/declared.js';
import { implausible, instantsIn } from '../../relations/instants.js';
import { bodyViolation, type Violation } from '../../validate/response.js';
import { relationViolation, type Fixture } from './fixture.js';

/** Of steps while an event has not come: the target may not have noted yet how the first one went. */
const mostRounds = 5;

/** Milliseconds that an event may take after such steps. After the last of them it may still be on its way, on a busy machine. */
const roundTime = 500;
const lastRoundTime = 3_000;

/** Of a step after an event; milliseconds between two. */
const mostTries = 10;
const betweenTries = 200;

/** @param isSilent Whether the target says itself that it has not tried to send what has happened. */
export async function checkEvent(
  fixture: Fixture,
  receiver: Receiver,
  declared: DeclaredEvent,
  isSilent: boolean,
): Promise<Violation[] | string> {
  const { run, context } = fixture;
  const { times = 1, whileWaiting = [] } = declared;
  const webhook = webhooksOf(run.document).find(({ operationId }) => operationId === declared.webhook);
  if (!webhook) return `the document has no webhook "${declared.webhook}"`;
  // A target that works off events when it is asked something is asked something.
  await fixture.readState();
  receiver.events.forEach(({ body }) => run.shown.events.record(body));
  const expected = run.shown.events.expected(context.fill(declared.expect));
  const meantOf = () => receiver.events.filter(({ body }) => unmet(expected, parseJson(body) ?? null).length === 0);
  await receiver.waitFor(() => meantOf().length >= (whileWaiting.length > 0 ? 1 : times));
  if (receiver.events.length === 0) {
    return isSilent
      ? [relationViolation('', 'expected an event, none was sent to any address')]
      : 'no event came: the target does not reach this machine';
  }
  for (let round = 0; whileWaiting.length > 0 && meantOf().length < times && round < mostRounds; round++) {
    for (const step of whileWaiting) {
      const reason = await context.runStep(step);
      if (reason !== undefined) return reason;
    }
    await receiver.waitFor(() => meantOf().length >= times, round + 1 < mostRounds ? roundTime : lastRoundTime);
  }
  const meant = meantOf();
  if (meant.length === 0) return [relationViolation('', 'no event says what was expected')];
  if (meant.length < times)
    return [relationViolation('', `expected such an event ${times} times, got ${meant.length}`)];
  const unnoted = await confirm(fixture, declared.then ?? []);
  return [
    ...unnoted,
    ...meant.flatMap((event) => validateEvent(fixture, webhook, event, declared.hasHeaders)),
    ...sameIds(receiver.events),
    ...otherEndpoints(receiver.events, declared.endpointHeaders),
  ];
}

/** Tried again for a while: the target may still be reading the answer to the event. */
async function confirm({ context, run: { signal } }: Fixture, steps: readonly Step[]): Promise<Violation[]> {
  for (const step of steps) {
    let found = await context.lookAfter(step, 'the event');
    for (let tries = 1; typeof found === 'object' && tries < mostTries && !signal?.aborted; tries++) {
      await delay(betweenTries, undefined, { signal }).catch(() => {});
      found = await context.lookAfter(step, 'the event');
    }
    // What is not shown says nothing of the event.
    if (found !== undefined) return typeof found === 'string' ? [] : found.violations;
  }
  return [];
}

function validateEvent(
  { run: { document, responseValidator, gateway } }: Fixture,
  webhook: Operation,
  event: ReceivedEvent,
  wanted: readonly string[] = [],
) {
  const content = webhook.requestBody?.value.content;
  const [type = '', node] = Object.entries(isObject(content) ? content : {})[0] ?? [];
  const media: Located | undefined = follow(
    document,
    node,
    `${webhook.requestBody?.pointer}/content/${escapeToken(type)}`,
  );
  const pointer = `${media?.pointer}/schema`;
  const json = parseJson(event.body) ?? null;
  const errors = media ? responseValidator.validator.at(pointer)(json) : [];
  const kinds = instantsIn(media ? [...examplesOf(document, media.value).values()] : []);
  const body = [
    ...errors.map((error) => bodyViolation(responseValidator, error, pointer)),
    ...implausible(kinds, json, gateway.now()).map((one) => relationViolation(one.pointer, one.message)),
  ];
  const headers = webhook.parameters.flatMap(({ name, in: place, required, object, pointer: clause }): Violation[] => {
    if (place !== 'header') return [];
    const value = event.headers[name.toLowerCase()];
    if (value === undefined)
      return required || wanted.includes(name) ? [relationViolation('', `the event has no header ${name}`)] : [];
    const wrong = responseValidator.validator.at(`${clause}/schema`)(simpleValue(document, value, object.schema));
    return wrong.map(({ message }) => relationViolation('', `the header ${name} of the event ${message}`));
  });
  return [...body, ...headers];
}

function otherEndpoints(events: readonly ReceivedEvent[], names: readonly string[] = []): Violation[] {
  return names.flatMap((name) => {
    const valueOf = ({ headers }: ReceivedEvent) => headers[name.toLowerCase()]?.toLowerCase();
    // Which events have it is said elsewhere.
    const having = events.filter((event) => valueOf(event) !== undefined);
    const targets = new Set(having.map(({ target }) => target));
    const values = new Set(having.map(valueOf));
    const pairs = new Set(having.map((event) => `${event.target} ${valueOf(event)}`));
    return [
      ...(pairs.size > targets.size
        ? [relationViolation('', `expected one header ${name} in all events of an endpoint`)]
        : []),
      ...(pairs.size > values.size
        ? [relationViolation('', `expected another header ${name} in the events of another endpoint`)]
        : []),
    ];
  });
}

/** An event that is sent again is the same; another one has an id of its own. */
function sameIds(events: readonly ReceivedEvent[]): Violation[] {
  const known = new Map<string, string>();
  return events.flatMap(({ body }) => {
    const json: Json | undefined = parseJson(body);
    if (!isObject(json)) return [];
    return Object.entries(json).flatMap(([name, id]) => {
      if (!/^event_?(uu)?id$/i.test(name) || typeof id !== 'string') return [];
      const text = body.toString();
      const isOther = known.has(id) && known.get(id) !== text;
      known.set(id, text);
      return isOther ? [relationViolation(`/${name}`, 'expected an id that no other event has')] : [];
    });
  });
}
