/** Installs the runtimes that the quick tests want; what is installed already stays. */
import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';
import { installLocked } from '../support/install-locked.js';

await installLocked(join(packageRoot, 'contract-tests', 'consumers'));
