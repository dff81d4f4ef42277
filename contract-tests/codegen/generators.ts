/** The code generators that both documents must work in. A further one is a file more, and a line here. */
import type { Generator } from './generator.js';
import { heyApi } from './generators/hey-api.js';
import { kubb } from './generators/kubb.js';
import { oazapfts } from './generators/oazapfts.js';
import { openapiZodClient } from './generators/openapi-zod-client.js';
import { openapiTypescript } from './generators/openapi-typescript.js';
import { orval } from './generators/orval.js';
import { swaggerTypescriptApi } from './generators/swagger-typescript-api.js';

export const generators: readonly Generator[] = [
  heyApi,
  kubb,
  oazapfts,
  openapiTypescript,
  openapiZodClient,
  orval,
  swaggerTypescriptApi,
];
