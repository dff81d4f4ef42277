/** The sandbox as the sound implementation of a provider, with everything that a check of it needs. */
import { join } from 'node:path';
import { createSandbox, type Provider, type Sandbox } from '../../src/sandbox/index.js';
import { defaultProviders } from '../../src/sandbox/providers.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { sandboxUrls } from '../../src/sandbox/urls.js';
import { operationsOf, type JsonObject, type Operation } from '../../src/openapi/document.js';
import { compileResponseSchemas, type ResponseValidator } from '../../src/checker/validate/response.js';
import { documentOf, recipesOf } from '../support/generated.js';
import { readWorkflows, type Workflows } from '../../src/checker/phases/workflows/arazzo.js';
import type { Recipes } from '../../src/checker/recipes/recipe.js';
import { propertyNames } from '../../src/checker/validate/redact.js';
import { createResponseValidator } from '../../src/checker/validate/schema.js';
import { createOracle, type Oracle } from './oracle.js';

export interface Subject {
  provider: string;
  document: JsonObject;
  operations: readonly Operation[];
  responseValidator: ResponseValidator;
  oracle: Oracle;
  recipes: Recipes;
  workflows: Workflows | undefined;
  /** The assumed URL of it and its control API; no port is opened. */
  url: URL;
  control: { document: JsonObject; url: URL };
  /** The provider of the sandbox. */
  implementation: Provider;
}

const origin = 'http://sandbox.test';

/** Compiles all schemas, which takes a second; all mutants of the provider share the result. */
export function loadSubject(provider: string): Subject {
  const document = documentOf(provider);
  const operations = operationsOf(document);
  const responseValidator = {
    document,
    validator: createResponseValidator(document),
    propertyNames: propertyNames(document),
  };
  compileResponseSchemas(
    responseValidator,
    operations.flatMap(({ responses }) => [...responses.values()]),
  );
  const urls = sandboxUrls(origin);
  return {
    provider,
    document,
    operations,
    responseValidator,
    oracle: createOracle(document),
    recipes: recipesOf(provider),
    workflows: readWorkflows(join(packageRoot, 'spec', provider, 'workflows')),
    url: new URL(urls.get(provider) ?? origin),
    control: { document: documentOf('sandbox'), url: new URL(urls.get('control') ?? origin) },
    implementation: defaultProviders.find(({ behaviour }) => behaviour.name === provider) as Provider,
  };
}

/** A fresh sandbox of the provider, with its own or another behaviour. */
export function play(subject: Subject, provider = subject.implementation): Sandbox {
  return createSandbox({
    providers: [provider],
    // Only the check itself receives webhooks here.
    webhookFetch: (url, init) =>
      new URL(String(url)).hostname === '127.0.0.1' ? fetch(url, init) : Promise.reject(new TypeError('fetch failed')),
    // A broken behaviour may throw: the checks see the sandbox's response to that.
    onDefect: () => {},
  });
}
