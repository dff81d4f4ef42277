/**
 * A receiver of Sila's webhooks on node:http: takes what is signed with the shared secret, and each event once. Where
 * handlers get a `Request`, as in Next.js or a worker, `silaWebhookReceiver` does all of it.
 *
 * How Sila signs is documented in part. What the package assumes is said at `assumedSilaSignature`: compare with an event
 * of your own before you rely on it.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { seenInMemory, verifySilaWebhook, WebhookRefused } from 'kyc-contracts/webhooks';

const secret = process.env['SILA_WEBHOOK_SECRET'];
if (!secret) throw new Error('set SILA_WEBHOOK_SECRET');

/** Of a body, in bytes. */
const maxBytes = 2 ** 20;

/** In a database of yours, if more than one process receives. */
const seen = seenInMemory();

const server = createServer(async (request, response) => {
  try {
    const delivery = { headers: request.headers, body: await readBody(request) };
    const event = await verifySilaWebhook(delivery, { secret, seen });
    handle(event);
    // Not before it has been dealt with: what failed is to come again.
    seen.add(event.event_uuid);
    response.writeHead(200).end();
  } catch (error) {
    response.writeHead(error instanceof WebhookRefused ? error.status : 500).end();
  }
});

server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`);
});

/** Nobody has signed it yet, so no more than an event may have is read. */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new WebhookRefused('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function handle(event: Awaited<ReturnType<typeof verifySilaWebhook>>): void {
  switch (event.event_type) {
    case 'kyc_status':
      return console.log(`verification ${event.event_details.kyc} has ${event.event_details.outcome}`);
    case 'kyc_action':
      return console.log(`verification ${event.event_details.kyc} needs ${event.event_details.action_needed}`);
    default:
      return console.log(`an event of type ${event.event_type}`);
  }
}
