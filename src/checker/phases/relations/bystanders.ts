/**
 * Records that no request of a phase is about: made before them, and unchanged after those of each operation, whether
 * these were accepted or refused.
 */
import { foundByError, type Found } from '../../found.js';
import { endOf, type Run } from '../../run.js';
import type { Violation } from '../../validate/response.js';
import { unchanged } from './case.js';
import { Fixture, obstacle } from './fixture.js';

/** Those of a run: later phases look at the same ones. */
const ofRun = new WeakMap<Run, Promise<Bystanders>>();

export class Bystanders {
  /** By name of the fixture; what was found where it could not be set up. */
  readonly fixtures: ReadonlyMap<string, Fixture | Found>;

  private constructor(fixtures: ReadonlyMap<string, Fixture | Found>) {
    this.fixtures = fixtures;
  }

  /** Made by the first call. A later phase reads their state anew, as an earlier one may have changed it. */
  static async of(run: Run): Promise<Bystanders> {
    const known = ofRun.get(run);
    if (!known) {
      const made = Bystanders.#make(run);
      ofRun.set(run, made);
      return made;
    }
    const bystanders = await known;
    if (endOf(run) !== undefined) return bystanders;
    for (const fixture of bystanders.#all()) {
      fixture.context.forgetCredentials();
      // One that cannot be read now is compared with its former state.
      fixture.state = await fixture.readState().catch((error) => (foundByError(error), fixture.state));
    }
    return bystanders;
  }

  static async #make(run: Run): Promise<Bystanders> {
    const fixtures = new Map<string, Fixture | Found>();
    for (const [name, declared] of Object.entries(run.recipes.fixtures)) {
      if (!declared.stays || obstacle(run, declared) !== undefined || endOf(run) !== undefined) continue;
      fixtures.set(name, await Fixture.setUp(run, declared));
    }
    return new Bystanders(fixtures);
  }

  /** What is not as it was before, or why that is not known; undefined where there are none. */
  async touched(): Promise<Found | undefined> {
    try {
      return await this.#touched();
    } catch (error) {
      return foundByError(error);
    }
  }

  async #touched(): Promise<Found | undefined> {
    const found: Violation[] = [];
    const all = this.#all();
    for (const fixture of all) {
      const before = fixture.state;
      const first = await unchanged(fixture, {});
      if (first.length === 0) continue;
      // A token may have expired meanwhile.
      fixture.state = before;
      fixture.context.forgetCredentials();
      found.push(...(await unchanged(fixture, {})));
    }
    if (all.length === 0) return undefined;
    const message = 'it touches a record that it is not about';
    return { violations: found.map((one) => ({ ...one, message: `${message}: ${one.message}` })) };
  }

  #all(): Fixture[] {
    return [...this.fixtures.values()].filter((one) => one instanceof Fixture);
  }
}
