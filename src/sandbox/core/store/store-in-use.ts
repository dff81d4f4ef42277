/** Thrown when a state file is opened that a running sandbox has open: two would undo each other's changes. */
export class StoreInUse extends Error {
  override name = 'StoreInUse' as const;

  /** @param pid as the owner itself knows it; in another container it means nothing here */
  constructor(file: string, pid = Number.NaN) {
    const who = Number.isInteger(pid) ? `process ${pid}` : 'another process';
    super(`${file} is in use by ${who}: stop that sandbox, or choose another file`);
  }
}
