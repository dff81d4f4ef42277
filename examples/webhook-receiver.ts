/**
 * A receiver of Sila's webhooks: takes what is signed with the shared secret, and each event once.
 *
 * How Sila signs is documented in part: 44 characters of Base64. That it is HMAC-SHA-256 over the body is assumed, by the
 * sandbox and here: compare with an event of your own before you rely on it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { webhooks } from 'kyc-contracts/sila';

type Body<Operation> = Operation extends { requestBody: { content: { 'application/json': infer Json } } }
  ? Json
  : never;
type SilaEvent = Body<NonNullable<webhooks[keyof webhooks]['post']>>;

const secret = process.env['SILA_WEBHOOK_SECRET'];
if (!secret) throw new Error('set SILA_WEBHOOK_SECRET');

/** In a database of yours, if more than one process receives. */
const seen = new Set<string>();

const server = createServer(async (request, response) => {
  const body = await buffer(request);
  if (!isSigned(body, request.headers['sila-signature'])) return response.writeHead(401).end();

  const event = JSON.parse(body.toString('utf8')) as SilaEvent;
  // An answer that got lost makes Sila send an event again.
  if (!seen.has(event.event_uuid)) handle(event);
  seen.add(event.event_uuid);
  return response.writeHead(200).end();
});

server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`);
});

function handle(event: SilaEvent): void {
  switch (event.event_type) {
    case 'kyc_status':
      return console.log(`verification ${event.event_details.kyc} has ${event.event_details.outcome}`);
    case 'kyc_action':
      return console.log(`verification ${event.event_details.kyc} needs ${event.event_details.action_needed}`);
    default:
      return console.log(`an event of type ${event.event_type}`);
  }
}

/** Over the bytes as they came: JSON that was parsed and written again is other bytes. */
function isSigned(body: Buffer, signature: string | string[] | undefined): boolean {
  const expected = createHmac('sha256', secret!).update(body).digest();
  const given = Buffer.from(String(signature), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
