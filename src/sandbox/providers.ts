/** Whom a sandbox plays unless told otherwise. */
import { alfred } from './alfred/index.js';
import type { Provider } from './core/provider.js';
import { sila } from './sila/index.js';

export const defaultProviders: readonly Provider[] = [alfred, sila];
