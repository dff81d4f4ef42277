import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';
import { installLocked } from '../support/install-locked.js';

export const projectFolder = join(packageRoot, 'contract-tests', 'codegen');

/** The `node_modules` folder with every generator in it. */
export const installGenerators = (): Promise<string> => installLocked(projectFolder);
