/** A file that is the whole body of a request: it is given back as it was stored. */
import { isObject, type Operation } from '../../../../openapi/document.js';
import { essenceOf, isJson, isXml } from '../../../../openapi/media-type.js';
import type { Found } from '../../../found.js';
import { templateOf } from '../../../records/made-record.js';
import { Fixture, hasSucceeded, relationViolation } from '../fixture.js';
import { failed, notDone, withRecord, type Subject } from './subject.js';

/** Whether the body of a request is a file, and nothing else. */
export function takesFile({ requestBody }: Operation): boolean {
  const content = requestBody?.value.content;
  const types = Object.keys(isObject(content) ? content : {}).map((type) => essenceOf(type) ?? type);
  return types.length > 0 && types.every((type) => !isJson(type) && !isXml(type) && !/form|\*/.test(type));
}

export async function checkStored(subject: Subject, operation: Operation): Promise<Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(subject.record);
  const { request } = await fixture.context.request(operation, template);
  const answer = await fixture.sendRequest(operation, request);
  const reason = notDone(answer);
  if (reason !== undefined) return reason;
  const shown = await fixture.send(subject.look, template);
  if (!hasSucceeded(shown))
    return failed(shown, [relationViolation('', `expected the file afterwards, got ${shown.status}`)]);
  const [sentType, type] = [request.headers['content-type'], shown.headers['content-type']?.[0]].map(
    (one) => one && essenceOf(one),
  );
  if (type !== undefined && isJson(type)) return 'it is not given back as it is';
  const isListed = [...subject.look.responses].some(
    ([, { value }]) => isObject(value.content) && Object.keys(value.content).some((one) => essenceOf(one) === sentType),
  );
  return failed(shown, [
    ...shown.violations,
    ...(request.body && !shown.body.equals(request.body)
      ? [relationViolation('', 'is another file than the one that was stored')]
      : []),
    ...(isListed && type !== sentType
      ? [relationViolation('content-type', 'is another media type than that of the file that was stored')]
      : []),
  ]);
}
