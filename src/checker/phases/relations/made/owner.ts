/** A record in another one is in no third one: neither found there nor changed. */
import type { Found } from '../../../found.js';
import type { Operation } from '../../../../openapi/document.js';
import { bare, isChosen } from '../../../records/collections.js';
import { areMade, templateOf, type MadeCollection, recordOf } from '../../../records/made-record.js';
import type { Run } from '../../../run.js';
import { Fixture, hasSucceeded, refusedRightly, relationViolation } from '../fixture.js';
import { failed, foreignId, sameIds, type DerivedPart } from './subject.js';

/** Of `/houses/{house}/rooms/{room}`: each operation refuses a room of another house. */
export function ownerParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { below, inner, outer, item, isLost } = collection;
  if (isLost || outer.given.length === 0) return [];
  return below.flatMap((operation): DerivedPart[] => {
    const record = recordOf(run, operation, inner);
    const isInner = operation.parameters.filter((one) => one.in === 'path').length > 1;
    // PUT may create one of its own at an id that it chooses.
    const isOwn = operation.method === 'PUT' && isChosen(collection);
    if (!isInner || isOwn || bare(operation.path) !== item || !areMade(operation, record)) return [];
    const what = operation.method === 'GET' ? 'found' : operation.method === 'DELETE' ? 'deleted' : 'changed';
    const check = () => checkOwner(run, collection, operation);
    return [{ name: `none of another record is ${what}`, operation, check }];
  });
}

async function checkOwner(run: Run, collection: MadeCollection, operation: Operation): Promise<Found> {
  const { inner, parameter } = collection;
  const record = recordOf(run, operation, inner);
  const [fixture, beside] = [await Fixture.after(run, record.given), await Fixture.after(run, record.given)];
  if (!(fixture instanceof Fixture)) return fixture;
  if (!(beside instanceof Fixture)) return beside;
  const foreign = await foreignId(fixture, beside, collection);
  if (foreign === undefined) return sameIds;
  const template = templateOf(record);
  const parameters = { ...template.parameters, [parameter.name]: foreign };
  const answer = await fixture.send(operation, { ...template, parameters });
  if (!hasSucceeded(answer)) return refusedRightly(answer);
  return failed(answer, [relationViolation('', `expected no record of another one to be found, got ${answer.status}`)]);
}
