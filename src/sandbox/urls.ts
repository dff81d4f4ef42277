/** The URLs of a served sandbox. */
import { control } from './control/index.js';
import { defaultProviders } from './providers.js';

/** Base URLs by name: those of the providers for their clients, and that of the control API. */
export function sandboxUrls(url: string): Map<string, string> {
  return new Map([
    ...defaultProviders.map(({ behaviour, mounts }): [string, string] => [behaviour.name, url + (mounts[0] ?? '')]),
    ['control', url + (control.mounts[0] ?? '')],
  ]);
}
