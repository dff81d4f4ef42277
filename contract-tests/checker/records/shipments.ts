/** A document whose records have a life cycle that only its words tell, and an implementation that keeps it. */
import type { JsonObject } from '../../../src/openapi/document.js';
import { content } from '../../support/document-parts.js';

const states = ['draft', 'booked', 'in_transit', 'delivered', 'cancelled'] as const;
type State = (typeof states)[number];

const shipment = {
  type: 'object',
  required: ['id', 'status', 'receiver', 'note', 'cancelledBecause'],
  properties: {
    id: { type: 'string', readOnly: true },
    status: { type: 'string', enum: states, readOnly: true },
    receiver: { type: 'string', minLength: 1, maxLength: 80 },
    note: { type: ['string', 'null'], maxLength: 80 },
    cancelledBecause: { type: ['string', 'null'], readOnly: true },
  },
};
const ok = { description: 'The shipment', content: content(shipment) };
const refused = { description: 'Refused', content: content({ type: 'object' }) };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const body = (properties: object, required: readonly string[] = []) => ({
  required: true,
  content: content({
    type: 'object',
    additionalProperties: false,
    properties,
    ...(required.length > 0 && { required }),
  }),
});
const action = (operationId: string, words: object, conflict = 'Not in this state') => ({
  parameters: [id],
  post: {
    operationId,
    ...words,
    responses: { 200: ok, 404: refused, 409: { ...refused, description: conflict } },
  },
});
const { receiver, note } = shipment.properties;

export const document = JSON.parse(
  JSON.stringify({
    openapi: '3.1.1',
    info: { title: 'Shipments', version: '1.0.0' },
    paths: {
      '/shipments': {
        post: {
          operationId: 'create',
          requestBody: body({ receiver, note }, ['receiver']),
          responses: { 201: ok, 400: refused },
        },
      },
      '/shipments/{id}': {
        parameters: [id],
        get: { operationId: 'read', responses: { 200: ok, 404: refused } },
        patch: {
          operationId: 'change',
          description: 'Only a `draft` can be changed.',
          requestBody: body({ receiver, note }),
          responses: { 200: ok, 400: refused, 404: refused, 409: refused },
        },
        delete: {
          operationId: 'remove',
          description: 'A shipment that is not cancelled cannot be deleted.',
          responses: { 204: { description: 'Gone' }, 404: refused, 409: refused },
        },
      },
      '/shipments/{id}/book': action('book', { summary: 'draft -> booked' }),
      '/shipments/{id}/send': action('send', { description: 'Moves it from booked to in transit.' }),
      '/shipments/{id}/deliver': action('deliver', {}, 'It is not in transit'),
      '/shipments/{id}/cancel': action('cancel', {
        description: 'Possible while the shipment is `draft` or `booked`; later it is answered with 409.',
      }),
      // Of this nothing is said, so that whatever it does is right.
      '/shipments/{id}/remind': action('remind', {}, 'Too often'),
    },
  }),
) as JsonObject;

export type Fault =
  | 'a draft is sent'
  | 'what is on its way is cancelled'
  | 'what is cancelled is delivered'
  | 'what is booked is changed'
  | 'a draft is deleted'
  | 'booked twice'
  | 'a draft is not booked'
  | 'delivery is answered, and not kept'
  | 'sent, it is still booked'
  | 'sent, it is delivered'
  | 'the receiver is lost when it is sent'
  | 'a refused change is made'
  | 'why it was cancelled is a number'
  | 'a second cancellation is an error of the server';

/** Of reminders, which the document leaves open. */
export type Variation = 'each is refused' | 'each is refused otherwise' | 'each is taken';

interface Shipment {
  id: string;
  status: State;
  receiver: string;
  note: string | null;
  cancelledBecause: string | number | null;
}

const allowed: Readonly<Record<string, readonly State[]>> = {
  change: ['draft'],
  delete: ['cancelled'],
  book: ['draft'],
  send: ['booked'],
  deliver: ['in_transit'],
  cancel: ['draft', 'booked'],
};
const also: Partial<Record<Fault, [action: string, state: State]>> = {
  'a draft is sent': ['send', 'draft'],
  'what is on its way is cancelled': ['cancel', 'in_transit'],
  'what is cancelled is delivered': ['deliver', 'cancelled'],
  'what is booked is changed': ['change', 'booked'],
  'a draft is deleted': ['delete', 'draft'],
  'booked twice': ['book', 'booked'],
};
const leadsTo: Readonly<Record<string, State>> = {
  book: 'booked',
  send: 'in_transit',
  deliver: 'delivered',
  cancel: 'cancelled',
};

const isText = (value: unknown): value is string => typeof value === 'string' && [...value].length <= 80;

export function implement(fault?: Fault, variation: Variation = 'each is taken') {
  const all = new Map<string, Shipment>();
  const refuse = (status: number) => Response.json({ message: 'refused' }, { status });

  const may = (name: string, { status }: Shipment): boolean => {
    if (fault === 'a draft is not booked' && name === 'book') return false;
    const more = fault && also[fault];
    return (allowed[name] ?? states).includes(status) || (more?.[0] === name && more[1] === status);
  };

  const read = async (request: Request): Promise<Partial<Shipment> | undefined> => {
    try {
      const sent = (await request.json()) as Partial<Shipment> | null;
      if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return undefined;
      const isRight = Object.entries(sent).every(
        ([name, value]) =>
          (name === 'receiver' && isText(value) && value !== '') ||
          (name === 'note' && (value === null || isText(value))),
      );
      return isRight ? sent : undefined;
    } catch {
      return undefined;
    }
  };

  return async (request: Request): Promise<Response> => {
    const [, root = '', own = '', name = ''] = new URL(request.url).pathname.split('/').map(decodeURIComponent);
    const { method } = request;
    if (root !== 'shipments') return refuse(404);
    const isTyped = (request.headers.get('content-type') ?? 'application/json').startsWith('application/json');
    if (own === '') {
      if (method !== 'POST') return refuse(405);
      if (!isTyped) return refuse(415);
      const sent = await read(request);
      if (typeof sent?.receiver !== 'string') return refuse(400);
      const made: Shipment = {
        ...{ id: crypto.randomUUID(), status: 'draft', receiver: sent.receiver },
        ...{ note: sent.note ?? null, cancelledBecause: null },
      };
      all.set(made.id, made);
      return Response.json(made, { status: 201 });
    }
    const found = all.get(own);
    if (name === '') {
      if (method === 'GET') return found ? Response.json(found) : refuse(404);
      if (method === 'DELETE') {
        if (!found) return refuse(404);
        if (!may('delete', found)) return refuse(409);
        all.delete(own);
        return new Response(null, { status: 204 });
      }
      if (method !== 'PATCH') return refuse(405);
      if (!isTyped) return refuse(415);
      const sent = await read(request);
      if (!sent) return refuse(400);
      if (!found) return refuse(404);
      const isDone = may('change', found);
      if (isDone || fault === 'a refused change is made') Object.assign(found, sent);
      return isDone ? Response.json(found) : refuse(409);
    }
    const to = leadsTo[name];
    if (!to && name !== 'remind') return refuse(404);
    if (method !== 'POST') return refuse(405);
    if (!found) return refuse(404);
    if (!to)
      return variation === 'each is taken' ? Response.json(found) : refuse(variation === 'each is refused' ? 409 : 418);
    if (fault === 'a second cancellation is an error of the server' && name === 'cancel' && found.status === to)
      return refuse(500);
    if (!may(name, found)) return refuse(409);
    const reason = fault === 'why it was cancelled is a number' ? 7 : 'No reason was given';
    const done = { ...found, status: to, ...(name === 'cancel' && { cancelledBecause: reason }) };
    if (name === 'send' && fault === 'sent, it is still booked') done.status = 'booked';
    if (name === 'send' && fault === 'sent, it is delivered') done.status = 'delivered';
    const isKept = name !== 'deliver' || fault !== 'delivery is answered, and not kept';
    if (isKept)
      all.set(own, {
        ...done,
        ...(name === 'send' && fault === 'the receiver is lost when it is sent' && { receiver: 'unknown' }),
      });
    return Response.json(done);
  };
}
