/** What the document's links say (OAS, Link Object): which answer has the id of which record. */
import { follow, isObject, type JsonObject, type Operation } from '../../openapi/document.js';
import { unescapeToken } from '../../openapi/pointer.js';
import { isSuccess } from '../status.js';

export interface Link {
  /** What answers with the id. */
  from: Operation;
  /** What takes it. */
  to: Operation;
  /** Names of parameters of `to`, with the expressions that stand for them. */
  parameters: ReadonlyMap<string, string>;
}

export function linksOf(document: JsonObject, operations: readonly Operation[]): Link[] {
  const byId = new Map(operations.map((one) => [one.operationId, one]));
  const byPlace = new Map(operations.map((one) => [`${one.path} ${one.method}`, one]));
  const meantBy = ({ operationId, operationRef }: JsonObject): Operation | undefined => {
    if (typeof operationId === 'string') return byId.get(operationId);
    const [, path, method] = (typeof operationRef === 'string' && inDocument.exec(operationRef)) || [];
    return path === undefined ? undefined : byPlace.get(`${unescapeToken(path)} ${method?.toUpperCase()}`);
  };
  return operations.flatMap((from) =>
    [...from.responses].flatMap(([status, { value }]) =>
      Object.values(isSuccess(status) && isObject(value.links) ? value.links : {}).flatMap((node): Link[] => {
        const link = follow(document, node, '')?.value;
        const to = link && meantBy(link);
        if (!to || !isObject(link.parameters)) return [];
        const parameters = Object.entries(link.parameters).flatMap(([name, source]): [string, string][] =>
          typeof source === 'string' && source.startsWith('$response.body#')
            ? [[name.replace(/^path\./, ''), source]]
            : [],
        );
        return [{ from, to, parameters: new Map(parameters) }];
      }),
    ),
  );
}

/** An `operationRef` to an operation of the same document. */
const inDocument = /^#\/paths\/([^/]+)\/([^/]+)$/;
