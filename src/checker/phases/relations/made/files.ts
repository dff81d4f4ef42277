/** A file that is the whole body of a request: it is given back as it was stored. */
import { isObject, type Operation } from '../../../../openapi/document.js';
import { essenceOf, isJson, isXml } from '../../../../openapi/media-type.js';
import type { Found } from '../../../found.js';
import { templateOf } from '../../../records/made-record.js';
import type { SentRequest } from '../../../../openapi/exchange.js';
import { isSuccess } from '../../../status.js';
import { Fixture, hasSucceeded, relationViolation, type Received } from '../fixture.js';
import { failed, notDone, withRecord, type MadeSubject, type Subject } from './subject.js';

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
  return compare(request, await fixture.send(subject.look, template), subject.look);
}

/** The same of a file at an id that the target gives it: where its record, or what is below that, gives back a file. */
export async function checkStoredAtId({ run, collection }: MadeSubject): Promise<Found> {
  const { create, outer, below, inner, id, output } = collection;
  const [look] = below.filter(({ method, responses }) => method === 'GET' && givesFile(responses));
  if (!look) return 'nothing gives it back';
  const fixture = await Fixture.after(run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const { request } = await fixture.context.request(create, templateOf(outer));
  const answer = await fixture.sendRequest(create, request);
  const reason = notDone(answer);
  if (reason !== undefined) return reason;
  fixture.context.keep(output, id, answer.json, answer.headers);
  return compare(request, await fixture.send(look, templateOf(inner)), look);
}

const givesFile = (responses: Operation['responses']): boolean =>
  [...responses].some(([status, { value }]) => {
    const types = Object.keys(isSuccess(status) && isObject(value.content) ? value.content : {});
    return types.length > 0 && types.every((type) => !isJson(essenceOf(type) ?? type));
  });

function compare({ headers, body }: SentRequest, shown: Received, look: Operation): Found {
  if (!hasSucceeded(shown))
    return failed(shown, [relationViolation('', `expected the file afterwards, got ${shown.status}`)]);
  const [sentType, type] = [headers['content-type'], shown.headers['content-type']?.[0]].map(
    (one) => one && essenceOf(one),
  );
  if (type !== undefined && isJson(type)) return 'it is not given back as it is';
  const isListed = [...look.responses].some(
    ([, { value }]) => isObject(value.content) && Object.keys(value.content).some((one) => essenceOf(one) === sentType),
  );
  return failed(shown, [
    ...shown.violations,
    ...(body && !shown.body.equals(body)
      ? [relationViolation('', 'is another file than the one that was stored')]
      : []),
    ...(isListed && type !== sentType
      ? [relationViolation('content-type', 'is another media type than that of the file that was stored')]
      : []),
  ]);
}
