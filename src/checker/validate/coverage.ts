/**
 * Records which parts of the document real responses have covered: a check may be green because no response had an
 * optional part.
 */
import {
  escapeToken,
  follow,
  isObject,
  type JsonObject,
  type Located,
  type Operation,
} from '../../openapi/document.js';
import { partOfHeader, partsOfSchema, type CoveredPart, type Parts } from './coverage-parts.js';
import type { ReceivedResponse } from '../../openapi/exchange.js';
import type { ResponseValidator, ValidationResult, Violation } from './response.js';
import type { SchemaValidator } from './schema.js';

export interface CoveredResponse {
  operationId: string;
  method: string;
  path: string;
  /** Documented status; a range (`4XX`) or `default` as the document writes it. */
  status: string;
  /** The number of real responses that it has validated. */
  validated: number;
  parts: CoveredPart[];
}

export interface CoverageFigures {
  responses: { seen: number; all: number };
  properties: { seen: number; all: number };
  alternatives: { seen: number; all: number };
  values: { seen: number; all: number };
  headers: { seen: number; all: number };
}

interface Entry {
  operation: Operation;
  status: string;
  validated: number;
  parts: Parts;
  /** Functions that mark the parts of one response as seen. */
  sees: See[];
}

type See = (validator: SchemaValidator, actual: ReceivedResponse, validation: ValidationResult) => void;

export class Coverage {
  /**
   * By the object that the operation has for its response: a component that operations share counts for each of them.
   */
  readonly #entries = new Map<Located, Entry>();

  /** Every part of the document, as unseen. */
  expect(document: JsonObject, operations: readonly Operation[]): void {
    for (const operation of operations) {
      for (const [status, response] of operation.responses) {
        const parts: Parts = new Map();
        const sees = seesOf(document, response, parts);
        this.#entries.set(response, { operation, status, validated: 0, parts, sees });
      }
    }
  }

  record(
    responseValidator: ResponseValidator,
    documented: Located,
    actual: ReceivedResponse,
    validation: ValidationResult,
  ): void {
    const entry = this.#entries.get(documented);
    if (!entry) return;
    entry.validated += 1;
    for (const see of entry.sees) see(responseValidator.validator, actual, validation);
    for (const violation of validation.violations) markBroken(entry.parts, violation);
  }

  responses(): CoveredResponse[] {
    return [...this.#entries.values()].map(({ operation, status, validated, parts }) => ({
      operationId: operation.operationId,
      method: operation.method,
      path: operation.path,
      status,
      validated,
      parts: [...parts.values()],
    }));
  }
}

export function figuresOf(responses: readonly CoveredResponse[]): CoverageFigures {
  const parts = responses.flatMap((response) => response.parts);
  const share = (what: CoveredPart['what']) => {
    const all = parts.filter((part) => part.what === what);
    return { seen: all.filter((part) => part.state !== 'unseen').length, all: all.length };
  };
  return {
    responses: { seen: responses.filter(({ validated }) => validated > 0).length, all: responses.length },
    properties: share('property'),
    alternatives: share('alternative'),
    values: share('value'),
    headers: share('header'),
  };
}

/** Lists the parts of the schemas of a response's headers and bodies. */
function seesOf(document: JsonObject, { value, pointer }: Located, parts: Parts): See[] {
  return (['headers', 'content'] as const).flatMap((field) =>
    Object.entries(isObject(value[field]) ? value[field] : {}).flatMap(([name, node]): See[] => {
      const holder = follow(document, node, `${pointer}/${field}/${escapeToken(name)}`);
      if (!holder) return [];
      const schema = `${holder.pointer}/schema`;
      if (field === 'headers') {
        const see = partOfHeader(parts, name, schema);
        return [(_, { headers }) => headers[name.toLowerCase()] !== undefined && see()];
      }
      if (!('schema' in holder.value)) return [];
      const see = partsOfSchema(document, parts, schema);
      return [(validator, _, { schema: used, body }) => used === schema && body !== undefined && see(body, validator)];
    }),
  );
}

/** Marks the parts at the place of a violation as broken; of alternatives at one place, that of the broken clause. */
function markBroken(parts: ReadonlyMap<string, CoveredPart>, { kind, pointer, clause }: Violation): void {
  const at = kind === 'header' ? pointer : pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
  const what = kind === 'header' ? 'header' : 'property';
  const there = [...parts.values()].filter((part) => part.what === what && part.at === at);
  const meant = there.filter((part) => clause.startsWith(part.clause));
  for (const part of meant.length > 0 ? meant : there) part.state = 'broken';
}
