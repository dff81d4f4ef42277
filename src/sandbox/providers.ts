/** The default providers of a sandbox. */
import { alfredCustomers } from './alfred-customers/index.js';
import { alfred } from './alfred/index.js';
import type { Provider } from './core/provider.js';
import { sila } from './sila/index.js';

export const defaultProviders: readonly Provider[] = [alfred, alfredCustomers, sila];

/** Settings that give each provider the examples of its document, if it supports them. */
export const withExamples: Readonly<Record<string, { readonly examples: true }>> = Object.fromEntries(
  defaultProviders.map(({ behaviour }) => [behaviour.name, { examples: true }]),
);
