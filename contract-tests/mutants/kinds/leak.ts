/** Responses that leak values of the request: in a message, in an additional member, in a header. */
import { credentialsIn } from '../../../src/checker/validate/leak.js';
import { isObject, type JsonObject } from '../../../src/openapi/document.js';
import { jsonOf, withHeader, withJson, type Answer } from '../answer.js';

type LeakBreak = [kind: string, name: string, change: (answer: Answer, request: Request) => Answer | undefined];

export function leakKinds(document: JsonObject, answer: Answer): LeakBreak[] {
  const secretOf = ({ method, url, headers }: Request) =>
    credentialsIn(document, {
      method,
      target: new URL(url).search,
      headers: Object.fromEntries(headers),
      body: undefined,
    }).at(-1);
  const leaking =
    (into: (given: Answer, secret: string) => Answer | undefined) => (given: Answer, request: Request) => {
      const secret = secretOf(request);
      return secret === undefined ? undefined : into(given, secret);
    };
  const body = jsonOf(answer);
  const message = isObject(body) ? Object.keys(body).find((name) => /message|reason/.test(name)) : undefined;
  return [
    ['leak', 'header', leaking((given, secret) => withHeader(given, 'X-Debug', `auth=${secret}`))],
    ...(isObject(body) ? [['leak', 'body', leaking(debug)] satisfies LeakBreak] : []),
    ...(message !== undefined && typeof body !== 'string'
      ? [['leak', message, leaking((given, secret) => inMember(given, message, secret))] satisfies LeakBreak]
      : []),
  ];
}

const debug = (given: Answer, secret: string) => {
  const body = jsonOf(given);
  return isObject(body) ? withJson(given, { ...body, debug: { request: [secret] } }) : undefined;
};

const inMember = (given: Answer, name: string, secret: string) => {
  const body = jsonOf(given);
  return isObject(body) ? withJson(given, { ...body, [name]: `${String(body[name])} ${secret}` }) : undefined;
};
