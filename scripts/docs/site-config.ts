/** Titles and navigation of the site for VitePress. */
import { packageVersion } from '../../src/openapi/providers.js';
import type { Page } from './page.js';
import { isOurs, labelOf, type ProviderDocument } from './provider-document.js';
import { operationPath } from './operation-page.js';

export interface PageGroup {
  name: string;
  pages: Page[];
}

const description = 'The KYC APIs of Alfred and Sila as OpenAPI documents in which every statement names its source.';

export function siteConfig(groups: readonly PageGroup[], documents: readonly ProviderDocument[], base: string): object {
  const links = (name: string) =>
    (groups.find((group) => group.name === name)?.pages ?? []).map(({ path, title }) => ({
      text: title.replaceAll('`', ''),
      link: `/${path}`,
    }));
  const guides = [
    { text: 'Guides', items: links('Guides') },
    { text: 'Command', items: links('Command') },
  ];
  const sidebars = documents.map((document) => [`/${document.name}/`, sidebar(document, groups)]);
  return {
    title: 'kyc-contracts',
    description,
    head: [
      ['link', { rel: 'icon', href: `${base}icon.svg` }],
      ['meta', { name: 'theme-color', content: '#1d4ed8' }],
    ],
    themeConfig: {
      logo: '/icon.svg',
      outline: [2, 3],
      externalLinkIcon: false,
      nav: [
        { text: 'Guides', link: '/guides/first-call', activeMatch: '^/guides/' },
        ...documents.map((document) => ({
          text: labelOf(document),
          link: `/${document.name}/`,
          activeMatch: `^/${document.name}/`,
        })),
        { text: 'Command', link: '/verbs/start', activeMatch: '^/verbs/' },
      ],
      sidebar: { '/guides/': guides, '/verbs/': guides, ...Object.fromEntries(sidebars) },
      footer: {
        message: 'Written by hand from the providers’ public pages. Neither provider is involved.',
        copyright: `kyc-contracts ${packageVersion}, MIT`,
      },
    },
  };
}

function sidebar(document: ProviderDocument, groups: readonly PageGroup[]): object[] {
  const { name, operations, webhooks } = document;
  const label = labelOf(document);
  const pages = groups.find((group) => group.name === label)?.pages ?? [];
  const has = (path: string) => pages.some((page) => page.path === `${name}/${path}`);
  const about = [
    { text: 'Overview', link: `/${name}/` },
    ...(has('workflows') ? [{ text: 'Workflows', link: `/${name}/workflows` }] : []),
    ...(isOurs(document)
      ? []
      : [
          { text: 'Errors', link: `/${name}/errors` },
          { text: 'What to ask support', link: `/${name}/evidence` },
        ]),
    { text: 'Reference with Try it', link: `/${name}/reference.html`, target: '_self' },
  ];
  const tags = [...new Set(operations.map((operation) => operation.tags[0] ?? 'Operations'))];
  const item = (operationId: string) => ({ text: operationId, link: `/${operationPath(name, operationId)}` });
  return [
    { text: label, items: about },
    ...tags.map((tag) => ({
      text: tag,
      items: operations
        .filter(({ tags }) => (tags[0] ?? 'Operations') === tag)
        .map(({ operationId }) => item(operationId)),
    })),
    ...(webhooks.length > 0 ? [{ text: 'Events', items: webhooks.map(({ operationId }) => item(operationId)) }] : []),
  ];
}
