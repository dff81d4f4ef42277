/** Events that are missing, sent twice, or cannot be verified. */
import type { Context, WebhookEvent } from '../../../src/sandbox/index.js';
import type { Implementation } from '../mutant.js';
import { play, type Subject } from '../subject.js';
import type { Broken } from './rule.js';

type Send = (event: WebhookEvent, enqueue: (event: WebhookEvent) => void) => void;

/** Wraps everything that sends events: decisions, and changes due to time. */
function sending({ ...subject }: Subject, send: Send): Implementation {
  let erred = false;
  const { implementation } = subject;
  const { behaviour } = implementation;
  const spoilt = (context: Context): Context => ({
    ...context,
    webhooks: {
      enqueue: (event) => {
        erred = true;
        send(event, (one) => context.webhooks.enqueue(one));
      },
    },
  });
  const { advance, control } = behaviour;
  const sandbox = play(subject, {
    ...implementation,
    behaviour: {
      ...behaviour,
      ...(advance && { advance: (context: Context) => advance(spoilt(context)) }),
      ...(control && {
        control: { ...control, decide: (context, id, decision) => control.decide?.(spoilt(context), id, decision) },
      }),
    },
  });
  return { fetch: (request) => sandbox.fetch(request), hasErred: () => erred };
}

const broken: readonly [name: string, send: Send][] = [
  ['not-sent', () => {}],
  [
    'signature-wrong',
    (event, enqueue) => enqueue({ ...event, headers: { ...event.headers, 'sila-signature': 'AAAA' } }),
  ],
  [
    'body-of-another-type',
    (event, enqueue) => enqueue({ ...event, body: event.body.replace('"event_type"', '"type"') }),
  ],
];

export const webhookMutants: readonly Broken[] = broken.map(([name, send]) => ({
  kind: 'webhook',
  name,
  operationId: 'getWebhooks',
  implement: (subject) => sending(subject, send),
}));
