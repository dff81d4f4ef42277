/** Loads the validators of a provider with the first call that needs them, since they are most of a sandbox's code. */

/**
 * @returns a function that returns a promise until the value is loaded, and then the value itself, so that later calls
 *   do not wait
 */
export function loadOnce<Loaded>(load: () => Promise<Loaded>): () => Loaded | Promise<Loaded> {
  let loaded: { is: Loaded } | undefined;
  return () =>
    loaded
      ? loaded.is
      : load().then((is) => {
          loaded = { is };
          return is;
        });
}
