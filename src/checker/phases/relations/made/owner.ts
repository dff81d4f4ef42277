/** A record in another one is in no third one. */
import type { Found } from '../../../found.js';
import { Fixture, hasSucceeded, refusedRightly, relationViolation } from '../fixture.js';
import { type MadeSubject, withRecord, foreignId, sameIds, failed } from './subject.js';

/** `GET /houses/{house}/rooms/{room}` finds no room of another house. */
export async function checkOwner(subject: MadeSubject): Promise<Found> {
  const { collection, look } = subject;
  const { inner, parameter } = collection;
  const fixture = await withRecord(subject);
  const beside = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  if (!(beside instanceof Fixture)) return beside;
  const foreign = await foreignId(fixture, beside, collection);
  if (foreign === undefined) return sameIds;
  const sent = await fixture.send(look, { parameters: { ...inner.parameters, [parameter.name]: foreign } });
  if (!hasSucceeded(sent)) return refusedRightly(sent);
  return failed(sent, [relationViolation('', `expected no record of another one to be found, got ${sent.status}`)]);
}
