/** The security schemes of a document, as the client's table and as the type of its credentials. */
import type { SecurityScheme as ClientScheme } from '../../runtime/definition.js';
import { CliError } from '../cli-error.js';
import type { OpenApiDocument, SecurityScheme } from './openapi.js';
import { dereference } from './pointer.js';

export interface CredentialProperty {
  name: string;
  type: 'Credential' | 'BasicCredential';
  /** Only what every call needs: part of the one alternative that the document's root names. */
  required: boolean;
  comment: string;
}

export interface DescribedSecurity {
  schemes: Record<string, ClientScheme>;
  credentials: CredentialProperty[];
}

export function describeSecurity(document: OpenApiDocument): DescribedSecurity {
  const [only = {}, ...others] = document.security ?? [];
  const described: DescribedSecurity = { schemes: {}, credentials: [] };
  for (const [name, entry] of Object.entries(document.components?.securitySchemes ?? {})) {
    const { node: source } = dereference<SecurityScheme>(document, entry);
    const scheme = toClientScheme(name, source);
    described.schemes[name] = scheme;
    described.credentials.push({
      name,
      type: scheme.type === 'http' && scheme.scheme === 'basic' ? 'BasicCredential' : 'Credential',
      required: others.length === 0 && name in only,
      comment: [source.description, sayWhere(scheme)].filter(Boolean).join('\n\n'),
    });
  }
  return described;
}

function toClientScheme(name: string, { type, in: place, name: parameter, scheme = '' }: SecurityScheme): ClientScheme {
  if (type === 'apiKey' && place && parameter) return { type, in: place, name: parameter };
  if (type === 'http' && scheme.toLowerCase() === 'basic') return { type, scheme: 'basic' };
  // How a token is obtained is the caller's business; once there, it is sent as a bearer token.
  if (['oauth2', 'openIdConnect'].includes(type) || scheme.toLowerCase() === 'bearer') {
    return { type: 'http', scheme: 'bearer' };
  }
  throw new CliError(`security scheme "${name}": a client cannot apply ${[type, scheme].join(' ').trim()}`, 2);
}

function sayWhere(scheme: ClientScheme): string {
  if (scheme.type === 'apiKey') return `Sent in the ${scheme.in} \`${scheme.name}\`, as it is.`;
  return scheme.scheme === 'basic'
    ? 'Sent in the header `Authorization`, as HTTP Basic.'
    : 'Sent in the header `Authorization`, after `Bearer `.';
}
