/** Starts Scalar on a reference page: servers of this machine first, `created` of now, signed in to the local sandbox. */
import { completeNames } from './reference-names.js';

const place = document.getElementById('reference');
const { provider, program, app, username, password } = place.dataset;
const text = document.getElementById('content');

// Scalar decodes the anchor, and would not start with one that is malformed.
try {
  decodeURIComponent(location.hash);
} catch {
  history.replaceState(null, '', location.pathname);
}
// A link names an operation, whose text is on the page already: show it before anything else is loaded.
document.getElementById(location.hash.slice(1))?.scrollIntoView();
text.addEventListener('scroll', () => (text.dataset.scrolled = 'true'), { passive: true });
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
await painted();

const run = (url) =>
  new Promise((done, failed) => {
    const script = Object.assign(document.createElement('script'), { src: url, onload: done, onerror: failed });
    document.head.append(script);
  });

const read = async (file) => (await fetch(new URL(file, location.href))).json();
const [content, local] = await Promise.all([read('reference.json'), read('../local.json')]);

/** What `npm start` serves, at the ports that it was given. */
const sandbox = local.sandbox[provider === 'sandbox' ? 'control' : provider];
const here = [
  { url: sandbox, description: 'Sandbox on this machine (npm start)' },
  ...(local.mocks[provider] ? [{ url: local.mocks[provider], description: 'Mock on this machine (npm start)' }] : []),
];
content.servers = [...here, ...(content.servers ?? []).filter(({ url }) => url !== sandbox)];

const seconds = () => Math.floor(Date.now() / 1000);
const loaded = seconds();
const refresh = (node) => {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'created' && typeof value === 'number') node[key] = loaded;
    else refresh(value);
  }
};
const visit = (node) => {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'example' || key === 'examples') refresh(value);
    else visit(value);
  }
};
visit(content.paths);

/** A token of the sandbox on this machine: one for each request, since the sandbox may have been started anew. */
const signIn = async () => {
  const response = await fetch(`${sandbox}/0.2/auth_token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${username}:${password}`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ header: { app_handle: app, created: seconds() } }),
  });
  return (await response.json()).access_token.token;
};

/** `created` of an example is the second in which the page was loaded; it is sent as that of now. */
const upToDate = async (request) => {
  const body = new Uint8Array(await request.clone().arrayBuffer());
  // As Latin 1, each byte is one character, those of an uploaded file as well.
  const places = [...new TextDecoder('latin1').decode(body).matchAll(`${loaded}`)];
  if (places.length === 0) return request;
  for (const { index } of places) body.set(new TextEncoder().encode(`${seconds()}`), index);
  return new Request(request, { method: request.method, body });
};

/** Only a request to the local sandbox gets its token; to any other host goes what the reader has filled in. */
const signed = async (input, init) => {
  const request = await upToDate(new Request(input, init));
  const isOurs = username !== undefined && request.url.startsWith(`${sandbox}/`);
  if (isOurs && !request.headers.get('authorization')?.match(/^(Bearer|Basic) \S+/)) {
    request.headers.set('authorization', `Bearer ${await signIn()}`);
  }
  return fetch(request);
};

// A link names the operation alone; Scalar's anchors have its tag, too.
const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
const operations = Object.values({ ...content.paths, ...content.webhooks }).flatMap((item) => Object.values(item));
const anchorOf = (id) => {
  const { tags = [] } = operations.find(({ operationId }) => operationId === id) ?? {};
  return `tag/${slug(tags[0] ?? '')}/${id}`;
};
const wanted = () => /^#operation\/(.+)$/.exec(location.hash)?.[1];
if (wanted()) history.replaceState(null, '', `#${anchorOf(wanted())}`);
addEventListener('hashchange', () => wanted() && location.replace(`#${anchorOf(wanted())}`));

const credentials = Object.fromEntries(
  Object.entries(content.components?.securitySchemes ?? {}).map(([name, scheme]) => [
    name,
    scheme.scheme === 'basic' ? { username, password } : scheme.scheme === 'bearer' ? {} : { value: `fake-${name}` },
  ]),
);

// One theme for the whole site: Scalar takes it over, and what is chosen here holds there.
const root = document.documentElement;
localStorage.removeItem('colorMode');

await run(program);
window.Scalar.createApiReference('#reference', {
  content,
  customFetch: signed,
  authentication: { securitySchemes: credentials },
  darkMode: root.classList.contains('dark'),
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  generateOperationSlug: ({ operationId, method, path }) => operationId ?? `${method}${path}`,
  generateTagSlug: ({ name }) => slug(name ?? ''),
  generateWebhookSlug: ({ name }) => name,
  hideClientButton: true,
  documentDownloadType: 'none',
  showDeveloperTools: 'never',
  hideModels: true,
  telemetry: false,
  withDefaultFonts: false,
  agent: { disabled: true, hideAddApi: true },
  mcp: { disabled: true },
  proxyUrl: '',
  persistAuth: false,
  // Scalar's greys and colours have too little contrast for small text.
  customCss: `
    .light-mode { --scalar-color-2: #4b5563; --scalar-color-3: #565f6e; --scalar-color-green: #166534; --scalar-color-red: #b91c1c;
      --scalar-color-yellow: #854d0e; --scalar-color-blue: #1d4ed8; --scalar-color-orange: #9a3412; --scalar-color-purple: #6d28d9; }
    .dark-mode { --scalar-color-2: #c5cad3; --scalar-color-3: #b0b6c1; --scalar-color-green: #4ade80; --scalar-color-red: #fca5a5;
      --scalar-color-yellow: #fde047; --scalar-color-blue: #93c5fd; --scalar-color-orange: #fdba74; --scalar-color-purple: #d8b4fe; }
  `,
});

/** Scalar's section of an operation, once it is drawn. */
const drawn = (id) => [...place.querySelectorAll('section[id]')].find((section) => section.id.endsWith(`/${id}`));

/** The text goes when Scalar shows the same place, and has stopped moving. */
const start = /^#tag\/[^/]+\/(.+)$/.exec(location.hash)?.[1];
let quiet;
const settle = () => {
  clearTimeout(quiet);
  if (start ? drawn(start) : place.querySelector('h1')) quiet = setTimeout(show, 400);
};
const settling = new MutationObserver(settle);
settling.observe(place, { childList: true, subtree: true });

function show() {
  settling.disconnect();
  const scrolled = text.dataset.scrolled && [...text.querySelectorAll('section')].find(isReached);
  const focused = text.contains(document.activeElement);
  text.remove();
  place.classList.add('shown');
  if (scrolled) location.hash = anchorOf(scrolled.id.replace('operation/', ''));
  place.querySelector('main').id = 'content';
  if (focused) place.querySelector('main').focus();
}
const isReached = (section) => section.getBoundingClientRect().bottom > 100;

new MutationObserver(() => {
  const isDark = document.body.classList.contains('dark-mode');
  if (isDark === root.classList.contains('dark')) return;
  root.classList.toggle('dark', isDark);
  localStorage.setItem('vitepress-theme-appearance', isDark ? 'dark' : 'light');
}).observe(document.body, { attributeFilter: ['class'] });

completeNames(place);
