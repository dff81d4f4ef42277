/** For a page of the sandbox's own origin. Whoever opens it waits for `outcome`. */
import { entries } from './entries.js';
import { use } from './use.js';

globalThis.outcome = use(entries, location.origin);
