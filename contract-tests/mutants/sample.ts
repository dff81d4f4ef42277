/** Real responses of the sound implementation, one for each documented response that the checks set up. */
import { escapeToken, follow, isObject, type Json } from '../../src/openapi/document.js';
import { essenceOf, matchMediaType } from '../../src/openapi/media-type.js';
import type { Case } from '../../src/checker/plan.js';
import { jsonOf, type Answer } from './answer.js';
import type { Inspection } from './inspect.js';
import type { Subject } from './subject.js';

export interface Sample {
  planned: Case;
  answer: Answer;
  /** The body and its schema; undefined without a schema, or for a body that is not JSON. */
  body?: { value: Json; schema: string };
}

/** Only of cases that passed, since a mutant must start from a right response. */
export function samplesOf({ document }: Subject, { rows, cases }: Inspection): Sample[] {
  const passed = new Set(rows.filter(({ outcome }) => outcome === 'passed').map(nameOf));
  return cases.flatMap(({ planned, answer }) => {
    const { operation, status, example } = planned;
    if (String(answer.status) !== status || !passed.has(nameOf({ ...operation, status, example }))) return [];
    const content = planned.response.value.content;
    const essence = essenceOf(answer.headers.get('content-type') ?? '');
    const mediaType = essence && isObject(content) ? matchMediaType(Object.keys(content), essence) : undefined;
    const value = jsonOf(answer);
    if (!mediaType || value === undefined) return [{ planned, answer }];
    const media = `${planned.response.pointer}/content/${escapeToken(mediaType)}`;
    const pointer = follow(document, { $ref: `#${encodeURI(media)}` }, '')?.pointer ?? media;
    return [{ planned, answer, body: { value, schema: `${pointer}/schema` } }];
  });
}

const nameOf = ({ operationId, status, example }: { operationId: string; status: unknown; example: string | null }) =>
  `${operationId} ${String(status)} ${example}`;
