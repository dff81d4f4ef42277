/** The site's first page: what this is, each provider with its reference, its files, and what its statements rest on. */
import type { EvidenceCounts } from '../lint/evidence-counts.js';
import { landingPolicy } from './content-security-policy.js';
import { evidenceStatuses } from './evidence-status.js';
import { icon } from './icon.js';
import { landingStyle } from './landing-style.js';

export interface LandingProvider {
  /** The provider's folder, below the landing page. */
  name: string;
  title: string;
  version: string;
  /** Markdown, as in the document. */
  summary: string;
  operations: { method: string; path: string; summary: string }[];
  files: { name: string; label: string; bytes: number }[];
  counts: EvidenceCounts;
}

export interface Landing {
  title: string;
  tagline: string;
  version: string;
  providers: LandingProvider[];
}

export function renderLanding({ title, tagline, version, providers }: Landing): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${landingPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escape(tagline)}">
<title>${escape(title)}</title>
<link rel="icon" href="${icon}">
<style>${landingStyle}</style>
</head>
<body>
<header>
<p class="name"><img src="${icon}" alt="" width="28" height="28"> ${escape(title)} <span>${escape(version)}</span></p>
<h1>KYC providers, as contracts</h1>
<p class="lead">${escape(tagline)}</p>
</header>
<main>
${providers.map(renderProvider).join('\n')}
<section class="key">
<h2>What a statement rests on</h2>
<p>Each statement of a document names the source it was read from and how well that source carries it. The reference
pages say so wherever it is less than documented.</p>
<dl>
${evidenceStatuses.map(({ status, meaning }) => `<div><dt class="${status}">${status}</dt><dd>${escape(meaning)}</dd></div>`).join('\n')}
</dl>
</section>
<section class="key">
<h2>On your machine</h2>
<p>From a clone of the repository:</p>
<dl class="commands">
${commands(providers)
  .map(([command, effect]) => `<dt><code>${escape(command)}</code></dt><dd>${escape(effect)}</dd>`)
  .join('\n')}
</dl>
</section>
</main>
<footer>The documents were written by hand from the providers' public pages. They are not the providers' own.</footer>
</body>
</html>
`;
}

function commands(providers: LandingProvider[]): [command: string, effect: string][] {
  const name = providers[0]?.name ?? '<provider>';
  return [
    ['npm start', 'Mocks of all providers, this site, and a request to copy for each.'],
    [`npm run mock -- ${name}`, 'One mock, which answers with the documented examples.'],
    [`npm run check -- ${name} --url <base>`, 'Does an implementation keep the contract, and if not, where?'],
  ];
}

function renderProvider(provider: LandingProvider): string {
  const { name, title, version, summary, operations, files } = provider;
  const reference = `${name}/index.html`;
  return `<article id="${escape(name)}">
<h2><a href="${reference}">${escape(title)}</a> <span>${escape(version)}</span></h2>
<p>${markdownLine(summary)}</p>
<ul class="operations">
${operations.map(renderOperation).join('\n')}
</ul>
${renderEvidence(provider.counts)}
<p class="links"><a class="button" href="${reference}">Read the reference</a>
${files.map((file) => `<a href="${name}/${file.name}" download="${name}-${file.name}">${escape(file.label)} <span>${kilobytes(file.bytes)}</span></a>`).join('\n')}
</p>
</article>`;
}

function renderOperation({ method, path, summary }: LandingProvider['operations'][number]): string {
  return `<li><span class="method">${escape(method)}</span> <code>${escape(path)}</code> <span>${escape(summary)}</span></li>`;
}

function renderEvidence({ properties, byStatus }: EvidenceCounts): string {
  const shown = evidenceStatuses.flatMap(({ status }) => {
    const count = byStatus[status] ?? 0;
    return count > 0 ? [{ status, count, text: `${count} ${status}` }] : [];
  });
  const label = `${properties} properties: ${shown.map(({ text }) => text).join(', ')}`;
  return `<div class="evidence">
<div class="bar" role="img" aria-label="${label}">${shown.map(({ status, count }) => `<i class="${status}" style="flex-grow:${count}"></i>`).join('')}</div>
<p><span>${properties} properties</span> ${shown.map(({ status, text }) => `<span class="${status}">${text}</span>`).join(' ')}</p>
</div>`;
}

/** The first paragraph, with what Markdown is used for in one: code and emphasis. */
function markdownLine(markdown: string): string {
  const [paragraph = ''] = markdown.trim().split(/\n\s*\n/);
  return escape(paragraph)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>');
}

function kilobytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1000))} kB`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
