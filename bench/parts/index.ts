import type { Part } from '../row.js';
import { check } from './check.js';
import { client } from './client.js';
import { generate } from './generate.js';
import { growth } from './growth.js';
import { imports } from './imports.js';
import { memory } from './memory.js';
import { sandbox } from './sandbox.js';
import { shared } from './shared.js';
import { start } from './start.js';
import { state } from './state.js';
import { validators } from './validators.js';

/** By the names that `--only` accepts, in the order of execution. */
export const parts: Readonly<Record<string, Part>> = {
  sandbox,
  shared,
  start,
  generate,
  client,
  imports,
  check,
  validators,
  growth,
  state,
  memory,
};
