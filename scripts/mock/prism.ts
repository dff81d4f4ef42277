/**
 * Prism's engine for one document, without Prism's HTTP server.
 *
 * That server (prism-http-server 5.12) starts each answer and never waits for it: whatever throws on the way, from a
 * broken multipart body to a `%E0` in a path, is a rejection that nobody handles and ends the whole process. Here the
 * engine is awaited, so that the worst request costs one 500.
 */
import type { IHttpConfig, IHttpNameValue } from '@stoplight/prism-http';
import { CliError } from '../cli-error.js';
import { developmentTool } from '../development-tool.js';
import { toPrismRequest, type MockRequest } from './prism-request.js';
import { silentLogger } from './silent-logger.js';
import { violationHeader } from './violations.js';

export interface MockAnswer {
  status: number;
  headers: Record<string, string>;
  /** Serialised as the Content-Type says; undefined for none. */
  body: string | undefined;
}

export type Engine = (request: MockRequest) => Promise<MockAnswer>;

/** Prism's own defaults for `prism mock`: the request and its credentials are judged before an example is given. */
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
 * @param document whole in itself: Prism fetches what a reference to another host points to.
 * @throws {CliError} exit code 2, when Prism is not installed or the document has no operation.
 */
export async function loadEngine(document: object): Promise<Engine> {
  const { createInstance, getHttpOperationsFromSpec, ProblemJsonError, getHttpConfigFromRequest, serialize } =
    await importPrism();
  const operations = await getHttpOperationsFromSpec(document);
  if (operations.length === 0) throw new CliError('the document has no operation to mock', 2);
  const prism = createInstance(config, { logger: silentLogger });

  return async (request) => {
    const input = toPrismRequest(request);
    const wishes = getHttpConfigFromRequest(input);
    const outcome =
      wishes._tag === 'Left'
        ? wishes
        : await prism.request(input, operations, { ...config, mock: { ...config.mock, ...defined(wishes.right) } })();

    if (outcome._tag === 'Left') {
      const problem = outcome.left as InstanceType<typeof ProblemJsonError>;
      return {
        status: problem.status || 500,
        headers: {
          ...(problem.additional?.['headers'] as Record<string, string> | undefined),
          'content-type': 'application/problem+json',
        },
        body: JSON.stringify(ProblemJsonError.toProblemJson(problem)),
      };
    }
    const { output, validations } = outcome.right;
    const headers = lowerCaseNames(output.headers ?? {});
    return {
      status: output.statusCode,
      headers: { ...headers, ...violationHeader({ request: validations.input, response: validations.output }) },
      body: serialize(output.body, headers['content-type']) as string | undefined,
    };
  };
}

/** Loaded late: it takes a second and brings a fake-data library, which no other verb should wait for. */
function importPrism() {
  return developmentTool('the mock needs Prism', '@stoplight/prism-cli@5.14.2', async () => ({
    ...(await import('@stoplight/prism-http')),
    ...(await import('@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js')),
    ...(await import('@stoplight/prism-http-server/dist/serialize.js')),
  }));
}

function lowerCaseNames(headers: IHttpNameValue): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** Prism names every preference, also those the request does not have; an undefined one must not hide the default. */
function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
