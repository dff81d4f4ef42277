/** Mutants with wrong responses for a provider, made from the document and from real responses. */
import { isObject, type Json } from '../../src/openapi/document.js';
import { jsonOf, withJson, type Answer } from './answer.js';
import { answering, type Change } from './intercept.js';
import { bodyKinds } from './kinds/body.js';
import { headerKinds } from './kinds/headers.js';
import { leakKinds } from './kinds/leak.js';
import { messageKinds } from './kinds/message.js';
import { siblingKinds } from './kinds/siblings.js';
import type { Mutant } from './mutant.js';
import { placesOf, replaceAt } from './places.js';
import type { Sample } from './sample.js';
import { play, type Subject } from './subject.js';

/** Each mutant changes every response of its operation and status that has the place it breaks. */
export function answerMutants(subject: Subject, samples: readonly Sample[]): Mutant[] {
  const seen = new Set<string>();
  return samples.flatMap((sample) =>
    changesOf(subject, sample, samples).flatMap(([kind, name, change]): Mutant[] => {
      const { operation, status, example } = sample.planned;
      // Cases of one status share most of their schema; the first one with a place stands for all.
      const isOwn = ofOneCase.has(kind);
      const key = [operation.operationId, status, kind, name, ...(isOwn ? [example] : [])].join('/');
      if (seen.has(key)) return [];
      seen.add(key);
      const ofStatus: Change = (answer, request) =>
        String(answer.status) === status && (!isOwn || isLike(subject, sample, answer))
          ? change(answer, request)
          : undefined;
      return [
        {
          id: [subject.provider, operation.operationId, status, example, kind, name].filter(Boolean).join('/'),
          provider: subject.provider,
          operationId: operation.operationId,
          kind,
          showsElsewhere: kind === 'success-of-sibling',
          implement: () => answering(play(subject).fetch, operation, subject.url, ofStatus),
        },
      ];
    }),
  );
}

/** Kinds of which each case has its own mutants. */
const ofOneCase = new Set(['error-of-sibling', 'success-of-sibling', 'fault-accepted']);

type Named = [kind: string, name: string, change: (answer: Answer, request: Request) => Answer | undefined];

function changesOf(subject: Subject, sample: Sample, samples: readonly Sample[]): Named[] {
  return [
    ...messageKinds(sample),
    ...headerKinds(subject.document, sample),
    ...siblingKinds(subject, sample, samples),
    ...leakKinds(subject.document, sample.answer),
    ...bodyChanges(subject, sample),
  ];
}

function bodyChanges({ document, oracle }: Subject, { body }: Sample): Named[] {
  if (!body) return [];
  return placesOf(document, oracle, body.schema, body.value).flatMap((place) =>
    Object.entries(bodyKinds).flatMap(([kind, mutations]): Named[] => {
      // The first value that violates the document, since what the document allows is no defect.
      const index = mutations(place).findIndex((value) => {
        const changed = replaceAt(body.value, place.path, () => value);
        return changed === undefined ? place.path.length > 0 : !oracle.allows(body.schema, changed);
      });
      if (index < 0) return [];
      const change = (answer: Answer): Answer | undefined => {
        const right = jsonOf(answer);
        const wrong =
          right === undefined ? right : replaceAt(right, place.path, (value) => mutations({ ...place, value })[index]);
        return wrong === undefined ? undefined : withJson(answer, wrong);
      };
      return [[kind, place.path.join('.'), change]];
    }),
  );
}

/** Whether a response belongs to the sample's case, and not to another case with the same status. */
function isLike(subject: Subject, { answer: own, body }: Sample, answer: Answer): boolean {
  const value = jsonOf(answer);
  if (!body || value === undefined) return own.body.equals(answer.body);
  return codeOf(value) === codeOf(body.value);
}

/** Distinguishes cases of one status. Numbers, handles and UUIDs in a text differ between calls. */
function codeOf(body: Json): string {
  const code = isObject(body) ? (body.error_code ?? body.message ?? Object.keys(body).sort()) : body;
  return JSON.stringify(code).replaceAll(/\w*\d[\w-]*/g, '#');
}
