/** Text for agents: llms.txt (llmstxt.org), and every page as Markdown beside its HTML. */
import type { Page } from './page.js';

export function llmsText(
  title: string,
  tagline: string,
  groups: readonly { name: string; pages: readonly Page[] }[],
  base: string,
): string {
  const sections = groups.map(({ name, pages }) => {
    const links = pages.map(({ path, title, description }) => `- [${title}](${base}${path}.md): ${description}`);
    return `## ${name}\n\n${links.join('\n')}`;
  });
  return `# ${title}\n\n> ${tagline}\n\n${sections.join('\n\n')}\n`;
}

/** Removes the parts that only VitePress reads. */
export function plainMarkdown(body: string): string {
  return body
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/(\]\([^)]*\))\{[^}]*\}/g, '$1')
    .replace(/^(#+ .*?) \{#[^}]*\}$/gm, '$1')
    .replace(/<EvidenceFilter \/>\n*/g, '')
    .replace(/^::: details (.*)$/gm, '$1\n')
    .replace(/^:::.*$\n?/gm, '')
    .replace(/^```(\w+) \[[^\]]*\]$/gm, '```$1')
    .replace(/<\/?(?:div|p|span)(?: [^>]*)?>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&#123;', '{')
    .replace(/\n{3,}/g, '\n\n')
    .trimStart();
}
