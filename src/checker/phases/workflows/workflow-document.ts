/**
 * The document as Respect is given it: without what it would read, resolve and compile in each workflow, and does not
 * use. The check validates the answers itself.
 */
import { isObject, operationObject, operationsOf, type Json, type JsonObject } from '../../../openapi/document.js';
import { fromPointer } from '../../../openapi/pointer.js';
import { references } from '../../../openapi/reference-sites.js';

/** @param bodiless operationIds of steps that give no body: Respect makes one from schema and examples */
export function documentForRespect(document: JsonObject, bodiless: ReadonlySet<string>): JsonObject {
  const copy = structuredClone(document);
  for (const operation of operationsOf(copy)) {
    const node = operationObject(copy, operation);
    if (!node) continue;
    delete node.callbacks;
    if (isObject(node.responses)) node.responses = mapped(node.responses, () => ({ description: '' }));
    const content = isObject(node.requestBody) ? node.requestBody.content : undefined;
    if (!isObject(content) || bodiless.has(operation.operationId)) continue;
    node.requestBody = { content: mapped(content, () => ({})) };
  }
  const { webhooks: _, components, ...used } = copy;
  return isObject(components) ? { ...used, components: usedBy(used, components) } : used;
}

const mapped = (object: JsonObject, to: () => Json): JsonObject =>
  Object.fromEntries(Object.keys(object).map((key) => [key, to()]));

/** The components that a document without them refers to, also by way of others, and all security schemes. */
function usedBy(document: JsonObject, components: JsonObject): JsonObject {
  const { securitySchemes } = components;
  const used: JsonObject = securitySchemes === undefined ? {} : { securitySchemes };
  const seen = new Set<unknown>();
  const queue: Json[] = [document];
  for (const node of queue) {
    for (const { target } of references(node, [], false, seen)) {
      if (typeof target !== 'string' || !target.startsWith('#/components/')) continue;
      const [, kind = '', name = ''] = fromPointer(target.slice(1));
      const all = components[kind];
      const component = isObject(all) ? all[name] : undefined;
      if (component === undefined) continue;
      const others = (used[kind] ??= {}) as JsonObject;
      if (Object.hasOwn(others, name)) continue;
      others[name] = component;
      queue.push(component);
    }
  }
  return used;
}
