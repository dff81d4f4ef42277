/** The site's configuration. What depends on the documents (titles, navigation, base) is in site.json, written by the build. */
import { readFileSync } from 'node:fs';

const site = JSON.parse(readFileSync(new URL('site.json', import.meta.url), 'utf8'));

/** Nobody searches for a line of a sample, and without them the index is built in half the time; but for the name of an operation. */
const searchedText = (text) =>
  text.replace(/^(````?)[^`]*[\s\S]*?^\1$/gm, '').replace(/^# (.+) \{#([\w-]+)\}$/m, '# $1 · $2 {#$2}');

export default {
  ...site,
  lang: 'en',
  // A provider's page would load the forty pages that it links to.
  router: { prefetchLinks: false },
  themeConfig: {
    ...site.themeConfig,
    search: {
      provider: 'local',
      options: {
        _render: (text, env, md) => md.render(searchedText(text), env),
        // A word as it is counts more than what begins like it or is spelt alike, and in a title more than in a text.
        miniSearch: {
          searchOptions: { boost: { title: 12, text: 1, titles: 1 }, weights: { prefix: 0.1, fuzzy: 0.05 } },
        },
      },
    },
  },
  markdown: {
    // The usual ones have too little contrast.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config(md) {
      // A table that is wider than the page scrolls, and has to be reached by the keyboard then.
      md.renderer.rules.table_open = () => '<table tabindex="0">\n';
      // The text of a document comes escaped (scripts/docs/markdown.ts); a code span shows it as it was, no template.
      md.core.ruler.push('unescape-code', ({ tokens }) => {
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          if (token.type !== 'code_inline') continue;
          token.attrSet('v-pre', '');
          token.content = token.content.replaceAll('&lt;', '<').replaceAll('&#123;', '{');
        }
      });
    },
  },
};
