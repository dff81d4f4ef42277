/** The security schemes of a document, as the client's table and as the type of its credentials. */
import { CliError } from '../../src/openapi/cli-error.js';
import type { OpenApiDocument, SecurityScheme } from '../../src/openapi/openapi.js';
import { dereference } from '../../src/openapi/pointer.js';

export interface CredentialProperty {
  name: string;
  type: 'Credential' | 'BasicCredential';
  /** Whether every call needs it: it is part of the only alternative at the document's root. */
  required: boolean;
  comment: string;
}

export interface DescribedSecurity {
  schemes: DescribedScheme[];
  credentials: CredentialProperty[];
}

/**
 * A scheme as an expression in generated code, so that a bundle contains only the kinds of schemes that the document
 * has.
 */
export interface DescribedScheme {
  name: string;
  /** The function in `src/runtime/security/scheme.ts`, and its argument. */
  call: string;
  argument?: string;
}

export function describeSecurity(document: OpenApiDocument): DescribedSecurity {
  const [only = {}, ...others] = document.security ?? [];
  const described: DescribedSecurity = { schemes: [], credentials: [] };
  for (const [name, entry] of Object.entries(document.components?.securitySchemes ?? {})) {
    const { node: source } = dereference<SecurityScheme>(document, entry);
    const { where, ...scheme } = toScheme(name, source);
    described.schemes.push({ name, ...scheme });
    described.credentials.push({
      name,
      type: scheme.call === 'basic' ? 'BasicCredential' : 'Credential',
      required: others.length === 0 && name in only,
      comment: [source.description, where].filter(Boolean).join('\n\n'),
    });
  }
  return described;
}

function toScheme(name: string, { type, in: place, name: parameter, scheme = '' }: SecurityScheme) {
  if (type === 'apiKey' && place && parameter) {
    const call = { header: 'inHeader', query: 'inQuery', cookie: 'inCookie' }[place];
    return { call, argument: parameter, where: `Sent in the ${place} \`${parameter}\`, as it is.` };
  }
  if (type === 'http' && scheme.toLowerCase() === 'basic') {
    return { call: 'basic', where: 'Sent in the header `Authorization`, as HTTP Basic.' };
  }
  // The caller obtains the token; it is then sent as a bearer token.
  if (['oauth2', 'openIdConnect'].includes(type) || scheme.toLowerCase() === 'bearer') {
    return { call: 'bearer', where: 'Sent in the header `Authorization`, after `Bearer `.' };
  }
  throw new CliError(`security scheme "${name}": a client cannot apply ${[type, scheme].join(' ').trim()}`, 2);
}
