/** Turns a typed body into what `fetch` sends. */

/** What `fetch` takes as it is. As JSON, each of these would be `{}`. */
export type ReadyBody = FormData | URLSearchParams | Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | ReadableStream;

export function isReady(body: unknown): body is ReadyBody {
  const kinds = [FormData, URLSearchParams, Blob, ArrayBuffer, ReadableStream];
  return kinds.some((kind) => body instanceof kind) || ArrayBuffer.isView(body);
}

/** JSON cannot hold a Blob, so a body that has one is a form: `multipart/form-data`. Everything else is JSON. */
export function serializeBody(body: unknown): string | ReadyBody {
  if (isReady(body)) return body;
  return hasFile(body) ? toFormData(body) : JSON.stringify(body);
}

function hasFile(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && Object.values(body).flat().some(isBlob);
}

/** One part for each property, and for each item of a list; the boundary is the platform's business. */
function toFormData(body: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    for (const item of [value].flat()) {
      const part = item !== undefined && toPart(item);
      // Bun names a Blob '', which receivers take for a field that is no file; the standard says 'blob'.
      if (isBlob(part)) form.append(name, part, (part as File).name ?? 'blob');
      else if (part !== false) form.append(name, part);
    }
  }
  return form;
}

/** OpenAPI's defaults: objects are JSON, bytes are bytes, the rest is text. */
function toPart(value: unknown): string | Blob {
  if (isBlob(value)) return value;
  if (typeof value === 'object') return new Blob([JSON.stringify(value)], { type: 'application/json' });
  return String(value);
}

function isBlob(value: unknown): value is Blob {
  return value instanceof Blob;
}
