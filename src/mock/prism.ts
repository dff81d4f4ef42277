/**
 * Runs Prism's engine for one document, without Prism's HTTP server. That server (prism-http-server 5.12) does not
 * await its handlers: an error, such as by a broken multipart body, is an unhandled rejection and ends the process.
 */
import { createRequire } from 'node:module';
import type { IHttpConfig, IHttpNameValue, PrismHttpComponents } from '@stoplight/prism-http';
import { CliError } from '../openapi/cli-error.js';
import { prismPackages, requirePeers } from '../openapi/peer-packages.js';
import { boundErrors } from '../openapi/bound-errors.js';
import { createMatcher } from '../openapi/match.js';
import { Refusal } from './refusal.js';
import { toPrismRequest, type MockRequest } from './prism-request.js';
import { fileAnswer, violationHeader } from './answer.js';
import { formAsJson, unknownExample, withHeaderTexts, withPreferredExample } from './operation.js';

export interface MockAnswer {
  status: number;
  headers: Record<string, string>;
  /** Serialized in the Content-Type; undefined for none. */
  body: string | Uint8Array | undefined;
}

export type Engine = (request: MockRequest) => Promise<MockAnswer>;

/** The defaults of `prism mock`: the request and its credentials are validated first. */
const config: IHttpConfig = {
  isProxy: false,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
};

/**
 * @param document without external references, which Prism would fetch
 * @returns an engine that throws a {@link Refusal} for a missing example
 * @throws {CliError} exit code 2, when Prism is not installed or the document has no operation
 */
export async function loadEngine(document: object): Promise<Engine> {
  const { createInstance, getHttpOperationsFromSpec, ProblemJsonError, getHttpConfigFromRequest, route, serialize } =
    await importPrism();
  const operations = (await getHttpOperationsFromSpec(document)).map(withHeaderTexts);
  if (operations.length === 0) throw new CliError('the document has no operation to mock', 2);
  const find = createMatcher(operations.map(({ method, path }) => ({ method: method.toUpperCase(), path })));
  boundPrismErrors();
  const prism = createInstance(config, { logger: silentLogger });

  const refuse = (error: Error): MockAnswer => {
    const problem = error as InstanceType<typeof ProblemJsonError>;
    return {
      status: problem.status || 500,
      headers: {
        ...(problem.additional?.['headers'] as Record<string, string> | undefined),
        'content-type': 'application/problem+json',
      },
      body: JSON.stringify(ProblemJsonError.toProblemJson(problem)),
    };
  };

  return async (request) => {
    const sent = toPrismRequest(request);
    const preferences = getHttpConfigFromRequest(sent);
    if (preferences._tag === 'Left') return refuse(preferences.left);
    const routed = route({ resources: operations, input: sent });
    if (routed._tag === 'Left') {
      const refused = refuse(routed.left);
      const match = refused.status === 405 ? find('', sent.url.path) : undefined;
      const allow: Record<string, string> = match && 'allowed' in match ? { allow: match.allowed.join(', ') } : {};
      return { ...refused, headers: { ...refused.headers, ...allow } };
    }
    const unknown = unknownExample(routed.right, preferences.right);
    if (unknown !== undefined) throw new Refusal(404, unknown);

    const preferred = withPreferredExample(routed.right, preferences.right.exampleKey);
    const { operation, input } = formAsJson({ operation: preferred, input: sent });
    const mock = { ...config.mock, ...defined(preferences.right) };
    const outcome = await prism.request(input, [operation], { ...config, mock })();
    if (outcome._tag === 'Left') return refuse(outcome.left);

    const { output, validations } = outcome.right;
    const headers = lowerCaseNames(output.headers ?? {});
    const file = fileAnswer(output.body, headers['content-type']);
    return {
      status: output.statusCode,
      headers: {
        ...headers,
        ...(file && { 'content-type': file.contentType }),
        ...violationHeader({ request: validations.input, response: validations.output }),
      },
      body: file?.bytes ?? (serialize(output.body, headers['content-type']) as string | undefined),
    };
  };
}

/**
 * Bounds Prism's Ajv validators, for which Prism has no option: this is the module that it requires, whose compiler
 * asks each instance for `code.process`.
 */
function boundPrismErrors(): void {
  const require = createRequire(createRequire(import.meta.url).resolve('@stoplight/prism-http'));
  const { default: Core } = require('ajv/dist/core') as { default: { prototype: AjvPrototype } };
  const { prototype } = Core;
  if (prototype.isBounded) return;
  const compile = prototype._compileSchemaEnv;
  prototype.isBounded = true;
  prototype._compileSchemaEnv = function (environment) {
    if (this.opts.allErrors) this.opts.code.process ??= (code, { root }) => boundErrors(code, root.schema);
    return compile.call(this, environment);
  };
}

interface AjvPrototype {
  isBounded?: boolean;
  opts: {
    allErrors?: boolean;
    code: { process?: (code: string, environment: { root: { schema: object } }) => string };
  };
  _compileSchemaEnv(environment: unknown): unknown;
}

/** Loaded late: it takes a second, and no other verb needs it. */
async function importPrism() {
  requirePeers('the mock', ...prismPackages);
  // Node, tsx and vitest differ in how they import a default export of CommonJS.
  const require = createRequire(import.meta.url);
  return {
    ...(await import('@stoplight/prism-http')),
    route: (require('@stoplight/prism-http/dist/router') as { default: PrismHttpComponents['route'] }).default,
    ...(await import('@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js')),
    ...(await import('@stoplight/prism-http-server/dist/serialize.js')),
  };
}

function lowerCaseNames(headers: IHttpNameValue): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** Prism lists every preference, also undefined ones, which must not override the defaults. */
function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

const ignore = () => undefined;

/** Disables Prism's log, which has credentials and bodies. */
const silentLogger = {
  trace: ignore,
  debug: ignore,
  info: ignore,
  success: ignore,
  warn: ignore,
  error: ignore,
  fatal: ignore,
  child: () => silentLogger,
} as unknown as PrismHttpComponents['logger'];
