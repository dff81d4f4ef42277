/** Starts Scalar on a reference page: servers of this machine first, `created` of now, signed in to the local sandbox. */
const place = document.getElementById('reference');
const { provider, app, username, password } = place.dataset;

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
const refresh = (node) => {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'created' && typeof value === 'number') node[key] = seconds();
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

/** A token of the sandbox on this machine, asked for once. */
let token;
const signIn = () =>
  (token ??= fetch(`${sandbox}/0.2/auth_token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${username}:${password}`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ header: { app_handle: app, created: seconds() } }),
  }).then(async (response) => (await response.json()).access_token.token));

/** Only a request to the local sandbox gets its token; to any other host goes what the reader has filled in. */
const signed = async (input, init) => {
  const request = new Request(input, init);
  const isOurs = username !== undefined && request.url.startsWith(`${sandbox}/`);
  if (isOurs && !request.headers.get('authorization')?.match(/^(Bearer|Basic) \S+/)) {
    request.headers.set('authorization', `Bearer ${await signIn()}`);
  }
  return fetch(request);
};

// A link names the operation alone; Scalar's anchors have its tag, too.
const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
const wanted = /^#operation\/(.+)$/.exec(location.hash)?.[1];
for (const item of Object.values({ ...content.paths, ...content.webhooks })) {
  for (const operation of Object.values(item)) {
    if (wanted !== undefined && operation.operationId === wanted) {
      history.replaceState(null, '', `#tag/${slug(operation.tags?.[0] ?? '')}/${wanted}`);
    }
  }
}

const isDark =
  localStorage.getItem('vitepress-theme-appearance') === 'dark' ||
  (localStorage.getItem('vitepress-theme-appearance') !== 'light' &&
    matchMedia('(prefers-color-scheme: dark)').matches);

const credentials = Object.fromEntries(
  Object.entries(content.components?.securitySchemes ?? {}).map(([name, scheme]) => [
    name,
    scheme.scheme === 'basic' ? { username, password } : scheme.scheme === 'bearer' ? {} : { value: `fake-${name}` },
  ]),
);

window.Scalar.createApiReference('#reference', {
  content,
  customFetch: signed,
  authentication: { securitySchemes: credentials },
  darkMode: isDark,
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

/** What Scalar leaves out for those who hear the page: names of fields and of buttons that only show an icon. */
const complete = () => {
  for (const field of place.querySelectorAll('[contenteditable][role="combobox"]')) {
    if (!field.hasAttribute('aria-label')) field.setAttribute('aria-label', 'Value');
    if (!field.hasAttribute('aria-expanded')) field.setAttribute('aria-expanded', 'false');
    if (!field.hasAttribute('aria-controls')) field.setAttribute('aria-controls', place.id);
  }
  for (const button of place.querySelectorAll('button.scalar-code-copy:not([aria-label])'))
    button.setAttribute('aria-label', 'Copy');
  for (const button of place.querySelectorAll('button:not([aria-label])')) {
    if (button.textContent.trim() === '' && !button.title) button.setAttribute('aria-label', 'Show or hide details');
  }
  // The words of a row of icons are there, but hidden.
  for (const link of document.querySelectorAll(
    '.icons-only a[href]:not([aria-label]), a[href].icons-only:not([aria-label])',
  ))
    link.setAttribute('aria-label', link.textContent.trim() || link.hostname);
};
new MutationObserver(complete).observe(document.body, { childList: true, subtree: true });
complete();
