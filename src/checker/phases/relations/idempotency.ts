/** A request that is sent again with the same `Idempotency-Key` makes no second record. */
import type { Found } from '../../found.js';
import { isRecord } from '../../records/ids.js';
import { templateOf, type MadeCollection } from '../../records/made-record.js';
import type { Run } from '../../run.js';
import { Fixture, hasSucceeded, refusedBy, relationViolation } from './fixture.js';
import { ownId, type DerivedPart } from './made-checks.js';

const keyName = /^(?:x-)?idempotency-?key$/i;

export function idempotencyParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { create } = collection;
  const key = create.parameters.find((one) => one.in === 'header' && keyName.test(one.name));
  if (!key) return [];
  const check = () => checkRepeated(run, collection, key.name);
  return [{ name: `the same ${key.name} makes one record`, operation: create, check }];
}

async function checkRepeated(run: Run, collection: MadeCollection, name: string): Promise<Found> {
  const { create, outer, output, id, parameter } = collection;
  const fixture = await Fixture.after(run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(outer);
  const parameters = { ...template.parameters, [name]: 'check-{$unique}' };
  const { request } = await fixture.context.request(create, { ...template, parameters });
  const first = await fixture.sendRequest(create, request);
  if (!hasSucceeded(first)) return refusedBy(first);
  fixture.context.keep(output, id, first.json, first.headers);
  const second = await fixture.sendRequest(create, request);
  if (!hasSucceeded(second)) return refusedBy(second, 'the second request was refused');
  const isSame = isRecord(second.json ?? null, ownId(fixture, collection), parameter.name);
  const message = 'expected the record of the first request, as it has the same key';
  return { violations: isSame ? [] : [relationViolation('', message)], toCurl: second.toCurl };
}
