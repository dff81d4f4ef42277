/** Thrown when a state file is opened that a running sandbox has open: two would undo each other's changes. */
export class StoreInUse extends Error {
  override name = 'StoreInUse' as const;

  constructor(file: string, pid: number) {
    super(`${file} is in use by process ${pid}: stop that sandbox, or choose another file`);
  }
}
