/** The records that requests are about, where no recipe says how they are made. */
import type { Json, JsonObject, Operation } from '../../openapi/document.js';
import type { RequestTemplate } from '../../openapi/request.js';
import type { Step } from '../recipes/step.js';
import type { Collection } from './collections.js';

/** What a request of an operation needs. */
export interface MadeRecord {
  /** Steps that make the records. */
  given: readonly Step[];
  /** Names them. */
  parameters?: JsonObject;
  /** Makes the request create another record than those before. */
  patch?: Json;
  /** The last of the steps, where it reads the tag of the record: each change gives that another one. */
  tag?: Step;
}

/** A collection whose records the check can make. */
export interface MadeCollection extends Collection {
  /** What `create` needs. */
  outer: MadeRecord;
  /** What the operations of an item need. */
  inner: MadeRecord;
  /** The expression of the id in the answer of `create`. */
  id: string;
  /** Name of the output that holds it. */
  output: string;
  /** Whether `read` does not find what has been created. */
  isLost: boolean;
}

export interface Records {
  /** By operationId. */
  of: ReadonlyMap<string, MadeRecord>;
  collections: readonly MadeCollection[];
}

export const noRecords: Records = { of: new Map(), collections: [] };

/** What a request of an operation needs. @param otherwise where nothing was found out for it. @default nothing */
export const recordOf = (
  { records }: { records: Pick<Records, 'of'> },
  { operationId }: Pick<Operation, 'operationId'>,
  otherwise: MadeRecord = { given: [] },
): MadeRecord => records.of.get(operationId) ?? otherwise;

/** The step that makes a record of a collection. */
export const stepOf = ({ inner, create }: MadeCollection): Step | undefined =>
  inner.given.findLast((one) => 'operation' in one && one.operation === create.operationId);

/** The request of an operation, after the steps that make its records. */
export const templateOf = ({ given: _given, tag: _tag, ...template }: MadeRecord): RequestTemplate => template;

/** Whether each record that the path of a request names has been made before it. */
export const areMade = ({ parameters }: Operation, { parameters: made = {} }: Partial<MadeRecord> = {}): boolean =>
  parameters.every((one) => one.in !== 'path' || Object.hasOwn(made, one.name));
