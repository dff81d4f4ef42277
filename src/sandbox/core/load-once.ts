/** Validators are most of what a sandbox consists of: each provider's are loaded with the first call that needs them. */

/** @returns what gives a promise until it is loaded, and the thing itself from then on: no call waits for nothing. */
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
