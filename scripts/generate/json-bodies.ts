/** All JSON bodies of a document, by the name of their validator. */
import type { MediaType, OpenApiDocument, RequestBody, Response } from '../../src/openapi/openapi.js';
import { listOperations } from '../../src/openapi/operations.js';
import { dereference, escapeToken } from '../../src/openapi/pointer.js';

export interface JsonBody {
  /** `kycRequest`, `kycResponse202`. */
  name: string;
  /** JSON Pointers to the schemas of its media types: a body is valid if it fits one of them. */
  schemas: string[];
  /** Its TypeScript type, in terms of `operations` of types.ts. */
  type: string;
  comment: string;
}

export function listBodies(document: OpenApiDocument): JsonBody[] {
  return listOperations(document).flatMap(({ operationId, operation, pointer, method, path }) => {
    const call = `${method.toUpperCase()} ${path}`;
    const bodies: JsonBody[] = [];
    if (operation.requestBody) {
      const { node, pointer: at } = dereference<RequestBody>(document, operation.requestBody, `${pointer}/requestBody`);
      const type = `NonNullable<operations['${operationId}']['requestBody']>['content']`;
      bodies.push(bodyOf(`${operationId}Request`, node.content, at, type, `JSON body of ${call}`));
    }
    for (const [status, response] of Object.entries(operation.responses ?? {})) {
      if (status.startsWith('x-')) continue;
      const { node, pointer: at } = dereference<Response>(document, response, `${pointer}/responses/${status}`);
      const key = /^\d+$/.test(status) ? status : `'${status}'`;
      const type = `operations['${operationId}']['responses'][${key}]['content']`;
      const name = `${operationId}Response${status.charAt(0).toUpperCase()}${status.slice(1)}`;
      bodies.push(bodyOf(name, node.content, at, type, `JSON body of the ${status} of ${call}`));
    }
    return bodies.filter(({ schemas }) => schemas.length > 0);
  });
}

function bodyOf(
  name: string,
  content: Record<string, MediaType> = {},
  at: string,
  type: string,
  comment: string,
): JsonBody {
  const json = Object.keys(content).filter((media) => isJson(media) && content[media]?.schema !== undefined);
  return {
    name,
    schemas: json.map((media) => `${at}/content/${escapeToken(media)}/schema`),
    type: json.map((media) => `${type}['${media}']`).join(' | '),
    comment,
  };
}

/** `application/json`, `application/problem+json; charset=utf-8` */
function isJson(mediaType: string): boolean {
  return /^[^;]+[/+]json\s*(;|$)/i.test(mediaType);
}
