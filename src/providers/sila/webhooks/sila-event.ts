/** The events of Sila's webhooks. Source: docs/webhook-event-reference. */
import type { components } from '../../../../generated/sila/types.js';
import { WebhookRefused } from './webhook-refused.js';

type Schemas = components['schemas'];

/** The events of the document; `event_type` distinguishes them. */
export type SilaEvent = Schemas['KycStatusEvent'] | Schemas['KycActionEvent'] | Schemas['ClassicKycEvent'];

declare const other: unique symbol;

/**
 * A type that is not in the document, so that `switch (event.event_type)` narrows. At run time it is an ordinary
 * string; if TypeScript requires a `string`, write `String(event.event_type)`.
 */
// oxlint-disable-next-line typescript/no-wrapper-object-types -- a branded `string` would be comparable to every literal
export interface OtherSilaEventType extends String {
  readonly [other]: true;
}

/** Any other event that Sila may send to the same endpoint, for `default` of a `switch` over `event_type`. */
export interface OtherSilaEvent {
  event_time: number;
  event_type: OtherSilaEventType;
  event_uuid: string;
  event_details: Readonly<Record<string, unknown>>;
}

type Required<Event extends SilaEvent> = readonly (keyof Event['event_details'] & string)[];

/** The texts that the types promise. All other members are for the caller to validate. */
const details = {
  kyc_status: ['kyc', 'entity', 'outcome'] satisfies Required<Schemas['KycStatusEvent']>,
  kyc_action: ['action_needed'] satisfies Required<Schemas['KycActionEvent']>,
  kyc: ['kyc', 'entity', 'outcome'] satisfies Required<Schemas['ClassicKycEvent']>,
  kyc_update: ['kyc', 'entity', 'outcome'] satisfies Required<Schemas['ClassicKycEvent']>,
} as const satisfies Record<SilaEvent['event_type'], readonly string[]>;

/** Whether it is an event of the document, so that `switch (event.event_type)` narrows the rest. */
export function isKycEvent(event: SilaEvent | OtherSilaEvent): event is SilaEvent {
  return Object.hasOwn(details, String(event.event_type));
}

/** @throws {WebhookRefused} 'malformed', for a body that is no event, with the name of the invalid member */
export function parseSilaEvent(body: Uint8Array | string): SilaEvent | OtherSilaEvent {
  const event = parseObject(body);
  const { event_time, event_type, event_uuid, event_details } = event;
  check(Number.isSafeInteger(event_time), 'event_time');
  check(typeof event_type === 'string', 'event_type');
  check(typeof event_uuid === 'string' && uuid.test(event_uuid), 'event_uuid');
  check(isObject(event_details), 'event_details');
  const parsed = event as unknown as SilaEvent | OtherSilaEvent;
  for (const name of isKycEvent(parsed) ? details[parsed.event_type] : []) {
    check(typeof event_details[name] === 'string', `event_details.${name}`);
  }
  return parsed;
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function parseObject(body: Uint8Array | string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // The platform's message quotes the body, which is personal data.
    throw new WebhookRefused('malformed', 'the body is not JSON');
  }
  check(isObject(value), 'the body');
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function check(holds: boolean, name: string): asserts holds {
  if (!holds) throw new WebhookRefused('malformed', `${name} is missing or of another type`);
}
