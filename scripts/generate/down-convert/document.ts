/** The differences between 3.1 and 3.0 outside of schemas. Each function changes our copy of the document in place. */
import {
  isReference,
  methods,
  type Info,
  type OpenApiDocument,
  type OrReference,
  type PathItem,
  type SecurityRequirement,
  type SecurityScheme,
} from '../../../src/openapi/openapi.js';
import { dereference, toPointer } from '../../../src/openapi/pointer.js';
import type { Losses } from './losses.js';

export function convertRoot(document: OpenApiDocument, losses: Losses): void {
  document.openapi = '3.0.3';
  convertInfo(document.info, losses);
  if (document.jsonSchemaDialect !== undefined) {
    losses.add('', 'jsonSchemaDialect', 'the dialect is that of OpenAPI 3.0');
    delete document.jsonSchemaDialect;
  }
  inlinePathItems(document);
  if (document.webhooks) {
    losses.add('', 'webhooks', `not described: ${Object.keys(document.webhooks).join(', ')}`);
    delete document.webhooks;
  }
  document.paths ??= {};
  convertResponses(document, losses);
  convertSecurity(document, losses);
}

function convertInfo(info: Info, losses: Losses): void {
  if (info.summary !== undefined) {
    if (info.description === undefined) info.description = info.summary;
    else losses.add('/info', 'summary', 'only the description is kept');
    delete info.summary;
  }
  const { license } = info;
  if (license?.identifier !== undefined) {
    // The same licence, by its page in the list of the identifiers.
    license.url ??= `https://spdx.org/licenses/${license.identifier}.html`;
    delete license.identifier;
  }
}

/** 3.0 has no `components.pathItems`: each one is inlined. */
function inlinePathItems(document: OpenApiDocument): void {
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    if (item.$ref === undefined) continue;
    const { $ref, ...own } = item;
    const { node } = dereference<PathItem>(document, { $ref });
    document.paths![path] = { ...structuredClone(node), ...own };
  }
  delete document.components?.pathItems;
}

/** 3.0 requires responses in every operation; 3.1 does not. */
function convertResponses(document: OpenApiDocument, losses: Losses): void {
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item[method];
      if (!operation || Object.keys(operation.responses ?? {}).length > 0) continue;
      operation.responses = { default: { description: 'Not documented.' } };
      losses.add(toPointer(['paths', path, method]), 'responses', 'a default response stands for the absence of any');
    }
  }
}

/** 3.0 has no client certificates, and supports roles only for OAuth 2 and OpenID Connect. */
function convertSecurity(document: OpenApiDocument, losses: Losses): void {
  const schemes = document.components?.securitySchemes ?? {};
  const kinds = new Map<string, string>();
  for (const [name, scheme] of Object.entries(schemes)) {
    kinds.set(name, dereference<SecurityScheme>(document, scheme).node.type);
  }
  for (const [name, kind] of kinds) {
    if (kind !== 'mutualTLS') continue;
    delete schemes[name];
    losses.add(toPointer(['components', 'securitySchemes', name]), 'type', 'mutual TLS is not said to be needed');
  }
  const convert = (holder: { security?: SecurityRequirement[] }, pointer: string) => {
    holder.security = holder.security?.map((alternative, index) =>
      Object.fromEntries(
        Object.entries(alternative)
          .filter(([name]) => kinds.get(name) !== 'mutualTLS')
          .map(([name, roles]) => {
            const allowed = ['oauth2', 'openIdConnect'].includes(kinds.get(name) ?? '');
            if (roles.length === 0 || allowed) return [name, roles];
            losses.add(`${pointer}/security/${index}`, name, `the roles ${roles.join(', ')} are not said to be needed`);
            return [name, []];
          }),
      ),
    );
    if (holder.security === undefined) delete holder.security;
  };
  convert(document, '');
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) if (item[method]) convert(item[method], toPointer(['paths', path, method]));
  }
}

/** In 3.0 a reference has no siblings. */
export function convertReference<T>(node: OrReference<T>, pointer: string, losses: Losses): OrReference<T> {
  if (!isReference(node)) return node;
  const { $ref, ...siblings } = node;
  for (const key of Object.keys(siblings)) losses.add(pointer, key, 'nothing may stand beside a reference');
  return { $ref };
}
