import { asText, type SecurityScheme } from './scheme.js';

/** An API key in a cookie. @param name of the cookie */
export function inCookie(name: string): SecurityScheme {
  return {
    encode: asText,
    isIn: (request) => cookiesOf(request).some((cookie) => cookie.startsWith(`${name}=`)),
    put: (request, value) => request.headers.set('Cookie', [...cookiesOf(request), `${name}=${value}`].join('; ')),
  };
}

function cookiesOf({ headers }: Request): string[] {
  return (headers.get('Cookie') ?? '').split('; ').filter(Boolean);
}
