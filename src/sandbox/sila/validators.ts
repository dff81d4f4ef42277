import { loadOnce } from '../core/load-once.js';

export const validators = loadOnce(() => import('../../../generated/sila/validators.js'));
