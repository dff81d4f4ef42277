/** Takes in the events that a target sends to webhooks, on this machine, for as long as a fixture lasts. */
import { createServer, type IncomingMessage } from 'node:http';
import { listen } from '../../http/listen.js';
import { readIncoming } from '../../http/read-bytes.js';

export interface ReceivedEvent {
  /** By name in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

export interface Receiver {
  /**
   * Each event is answered with 503 the first time, below the path `/404` with 404, `/307` with 307 to `/`, and so on; then
   * with 200.
   */
  url: string;
  events: readonly ReceivedEvent[];
  /**
   * Resolves when those that have come are enough; where none has come after a second, or not all in time, without them.
   * @param all milliseconds for all of them @default 5 000
   */
  waitFor(isEnough: () => boolean, all?: number): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds. A target that does not reach this machine costs the first, once. */
const patience = { none: 1_000, all: 5_000 };

/** Of an event; no document has an example of a hundredth of it. */
const largest = 1_000_000;

/** @param signal ends what is waited for */
export async function openReceiver(signal?: AbortSignal): Promise<Receiver> {
  const events: ReceivedEvent[] = [];
  let told = (): void => {};
  let hasGivenUp = false;
  const take = ({ headers, url = '' }: IncomingMessage, body: Buffer): number => {
    const [, refusal = 503] = /^\/([345]\d\d)$/.exec(url) ?? [];
    // Not taken in at first, so that it can be asked for once more.
    const status = events.some((known) => known.body.equals(body)) ? 200 : Number(refusal);
    const fields = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]);
    events.push({ headers: Object.fromEntries(fields) as Record<string, string>, body });
    told();
    return status;
  };
  const server = createServer((request, response) => {
    readIncoming(request, largest).then(
      (body) => {
        if (!body) return request.destroy();
        const status = take(request, Buffer.from(body));
        // Who follows it brings the event a second time.
        response.writeHead(status, status >= 300 && status < 400 ? { location: '/' } : {}).end();
      },
      // It broke off: no event has come.
      () => {},
    );
  });
  const { url, close } = await listen(server, { name: 'webhooks', port: 0 });
  return {
    url,
    events,
    waitFor: async (isEnough, all = patience.all) => {
      const start = Date.now();
      while (!isEnough() && !hasGivenUp && !signal?.aborted) {
        const left = start + (events.length === 0 ? patience.none : all) - Date.now();
        if (left <= 0) {
          hasGivenUp = events.length === 0;
          return;
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(() => told(), left);
          told = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', told);
            resolve();
          };
          signal?.addEventListener('abort', told);
        });
      }
    },
    close,
  };
}
