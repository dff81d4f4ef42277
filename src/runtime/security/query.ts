import { asText, type SecurityScheme } from './scheme.js';

/** An API key in the query. @param name of the parameter */
export function inQuery(name: string): SecurityScheme {
  return {
    encode: asText,
    isIn: ({ url }) => new URL(url).searchParams.has(name),
    put(request, value) {
      const url = new URL(request.url);
      url.searchParams.set(name, value);
      return new Request(url, request);
    },
  };
}
