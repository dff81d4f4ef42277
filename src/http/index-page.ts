/** The page of a server at `/`: what it serves, and where to go on. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { escapeHtml } from './escape-html.js';

export interface IndexPage {
  /** The name of the server, such as `sandbox`. */
  title: string;
  /** One or two sentences. */
  about: string;
  /** Absolute URLs or paths of the server, by name. */
  links: ReadonlyMap<string, string>;
}

export const asksForIndex = ({ method, url }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && url === '/';

/** HTML for a browser, text for all others. */
export function sendIndex({ method, headers }: IncomingMessage, response: ServerResponse, page: IndexPage): void {
  const wantsHtml = headers.accept?.includes('text/html') === true;
  const body = wantsHtml ? toHtml(page) : toText(page);
  response.writeHead(200, {
    'content-type': `text/${wantsHtml ? 'html' : 'plain'}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    vary: 'accept',
  });
  response.end(method === 'HEAD' ? undefined : body);
}

function toText({ title, about, links }: IndexPage): string {
  const lines = [...links].map(([name, url]) => `${name}: ${url}`);
  return `${[`kyc-contracts ${title}`, about, ...lines].join('\n')}\n`;
}

function toHtml({ title, about, links }: IndexPage): string {
  const items = [...links].map(
    ([name, url]) => `<li>${escapeHtml(name)}: <a href="${escapeHtml(url)}">${escapeHtml(url)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>kyc-contracts ${escapeHtml(title)}</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }</style>
<main>
<h1>kyc-contracts ${escapeHtml(title)}</h1>
<p>${escapeHtml(about)}</p>
<ul>
${items.join('\n')}
</ul>
</main>
</html>
`;
}
