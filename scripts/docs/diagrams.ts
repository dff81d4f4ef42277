/** Renders the Mermaid diagrams of a page at build time, so that browsers do not have to load Mermaid. */
import { developmentTool } from './development-tool.js';
import { prose } from './markdown.js';

const mermaidFence = /^```mermaid\n([\s\S]*?)^```$/gm;

/** The heading before a diagram is its name for screen readers. */
export async function drawDiagrams(markdown: string): Promise<string> {
  if (!markdown.includes('```mermaid')) return markdown;
  const { renderMermaidSVG } = await developmentTool(
    'the diagrams need beautiful-mermaid',
    'beautiful-mermaid@1.1.3',
    () => import('beautiful-mermaid'),
  );
  return markdown.replace(mermaidFence, (_, source: string, at: number) => {
    const heading = [...markdown.slice(0, at).matchAll(/^#+ (.*?)(?: \{#.*\})?$/gm)].at(-1)?.[1] ?? 'Diagram';
    const kind = source.startsWith('sequence') ? 'Sequence diagram' : 'State diagram';
    // Its style loads a font from a font host, and repeats in each page what our style sheet has for the whole site.
    const svg = renderMermaidSVG(source, { transparent: true })
      .replace(/<style>[\s\S]*?<\/style>/g, '')
      .replace(/ style="[^"]*"/, '')
      .replace('<svg ', `<svg role="img" aria-label="${kind}: ${prose(heading).replaceAll('"', '&quot;')}" `)
      .replace(/\n\s*/g, '');
    return `<div class="diagram" tabindex="0" v-pre>${svg}</div>`;
  });
}
