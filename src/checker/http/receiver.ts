/** Receives the events that a target sends to webhooks on this machine, while a fixture runs. */
import { createServer, type IncomingMessage } from 'node:http';
import { listen } from '../../http/listen.js';
import { readIncoming } from '../../http/read-bytes.js';

export interface ReceivedEvent {
  /** The path and query to which it was sent. */
  target: string;
  /** By name in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

export interface Receiver {
  /**
   * Answers each event with 503 the first time, then with 200. The path may ask for another status: `/404` is answered
   * with 404, `/307` with 307 to `/`, and so on.
   */
  url: string;
  events: readonly ReceivedEvent[];
  /**
   * Resolves when `isEnough` accepts the events, or after a second without any, or when the time is over.
   * @param all milliseconds for all of them @default 5 000
   */
  waitFor(isEnough: () => boolean, all?: number): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds to wait for the first event. A target that cannot reach this machine costs this time once. */
const patience = { none: 1_000, all: 5_000 };

/** Bytes of an event. The largest example of a document has a hundredth of it. */
const largest = 1_000_000;

/** @param signal ends the waiting */
export async function openReceiver(signal?: AbortSignal): Promise<Receiver> {
  const events: ReceivedEvent[] = [];
  let told = (): void => {};
  let hasGivenUp = false;
  const take = ({ headers, url = '' }: IncomingMessage, body: Buffer): number => {
    const [, refusal = 503] = /^\/([345]\d\d)$/.exec(url) ?? [];
    // The first delivery is refused, so that the target repeats it.
    const status = events.some((known) => known.body.equals(body)) ? 200 : Number(refusal);
    const fields = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]);
    events.push({ target: url, headers: Object.fromEntries(fields) as Record<string, string>, body });
    told();
    return status;
  };
  const server = createServer((request, response) => {
    readIncoming(request, largest).then(
      (body) => {
        if (!body) return request.destroy();
        const status = take(request, Buffer.from(body));
        // A target that follows the redirect sends the event a second time.
        response.writeHead(status, status >= 300 && status < 400 ? { location: '/' } : {}).end();
      },
      // The request was aborted, so it brought no event.
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
