/** Whom a sandbox plays unless told otherwise. */
import { alfredCustomers } from './alfred-customers/index.js';
import { alfred } from './alfred/index.js';
import type { Provider } from './core/provider.js';
import { sila } from './sila/index.js';

export const defaultProviders: readonly Provider[] = [alfred, alfredCustomers, sila];

/** Settings with which each provider that knows the examples of its document begins with them. */
export const withExamples: Readonly<Record<string, { readonly examples: true }>> = Object.fromEntries(
  defaultProviders.map(({ behaviour }) => [behaviour.name, { examples: true }]),
);
