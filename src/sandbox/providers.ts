/** The default providers of a sandbox. */
import { alfredCustomers } from './alfred-customers/index.js';
import { alfred } from './alfred/index.js';
import type { Provider } from './core/provider.js';
import { sila } from './sila/index.js';

export const defaultProviders: readonly Provider[] = [alfred, alfredCustomers, sila];

/** Settings that fill a fresh sandbox with the examples of the documents, where they fit together to one state. */
export const withExamples = { 'alfred-customers': { examples: true }, sila: { examples: true } } as const;
