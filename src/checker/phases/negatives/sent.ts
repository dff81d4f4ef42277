/** Changes of a request that is otherwise ready to go. */
import type { SentRequest } from '../../../openapi/exchange.js';

export function withHeader(request: SentRequest, name: string, value: string | undefined): SentRequest {
  const { [name.toLowerCase()]: _, ...headers } = request.headers;
  return { ...request, headers: value === undefined ? headers : { ...headers, [name.toLowerCase()]: value } };
}

/** @param name With an open bracket at its end, every member of a `deepObject`. */
export function withQuery(request: SentRequest, name: string, value: string | undefined): SentRequest {
  const [path = '', query = ''] = request.target.split('?');
  const isMeant = (one: string) => (name.endsWith('[') ? one.startsWith(name) : one === name);
  const members = [...new URLSearchParams(query)].filter(([one]) => !isMeant(one));
  if (value !== undefined) members.push([name, value]);
  const search = new URLSearchParams(members).toString();
  return { ...request, target: search === '' ? path : `${path}?${search}` };
}

export function withCookie(request: SentRequest, name: string, value: string | undefined): SentRequest {
  const cookies = (request.headers.cookie ?? '').split('; ').filter((one) => one !== '' && !one.startsWith(`${name}=`));
  if (value !== undefined) cookies.push(`${name}=${encodeURIComponent(value)}`);
  return withHeader(request, 'cookie', cookies.length > 0 ? cookies.join('; ') : undefined);
}
