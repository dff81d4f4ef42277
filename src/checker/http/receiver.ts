/** Takes in the events that a target sends to webhooks, on this machine, for as long as a fixture lasts. */
import { createServer } from 'node:http';
import { listen } from '../../http/listen.js';

export interface ReceivedEvent {
  /** By name in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

export interface Receiver {
  url: string;
  events: readonly ReceivedEvent[];
  /** Resolves when so many have come; where none has come after a second, or not all after five, without them. */
  waitFor(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds. A target that does not reach this machine costs the first, once. */
const patience = { none: 1_000, all: 5_000 };

/** Of an event; no document has an example of a hundredth of it. */
const largest = 1_000_000;

export async function openReceiver(): Promise<Receiver> {
  const events: ReceivedEvent[] = [];
  let told = (): void => {};
  let hasGivenUp = false;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > largest) request.destroy();
      else chunks.push(chunk);
    });
    request.on('error', () => {});
    request.on('end', () => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
      const body = Buffer.concat(chunks);
      // Not taken in at first, so that it can be asked for once more.
      response.statusCode = events.some((known) => known.body.equals(body)) ? 200 : 503;
      events.push({ headers: Object.fromEntries(headers) as Record<string, string>, body });
      response.end();
      told();
    });
  });
  const { url, close } = await listen(server, { name: 'webhooks', port: 0 });
  return {
    url,
    events,
    waitFor: async (count) => {
      const start = Date.now();
      while (events.length < count && !hasGivenUp) {
        const left = start + (events.length === 0 ? patience.none : patience.all) - Date.now();
        if (left <= 0) {
          hasGivenUp = events.length === 0;
          return;
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          told = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
    close,
  };
}
