/** Serializes a typed body for `fetch`. */

/** Bodies that `fetch` accepts unchanged. As JSON, each of these would be `{}`. */
export type ReadyBody = FormData | URLSearchParams | Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | ReadableStream;

export function isReady(body: unknown): body is ReadyBody {
  const kinds = [FormData, URLSearchParams, Blob, ArrayBuffer];
  return isStream(body) || ArrayBuffer.isView(body) || kinds.some((kind) => body instanceof kind);
}

/** React Native lacks streams. */
export function isStream(body: unknown): body is ReadableStream {
  return typeof ReadableStream === 'function' && body instanceof ReadableStream;
}

/**
 * A body with a Blob is sent as `multipart/form-data`, since JSON cannot contain one. Everything else is JSON, unless
 * the caller sets that media type. Of `application/x-www-form-urlencoded`, which no document has, a caller gives a
 * `URLSearchParams`.
 * @param headers headers of the request, by name in lower case
 */
export function serializeBody(body: unknown, headers: Readonly<Record<string, string>> = {}): string | ReadyBody {
  if (isReady(body)) return body;
  if (typeof body === 'object' && body) {
    const isForm = /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');
    if (isForm || Object.values(body).flat().some(isBlob)) return toFormData(body);
  }
  return JSON.stringify(body);
}

/** The `bodySerializer` for a body that is already serialized. */
export function asSent<Body>(body: Body): Body {
  return body;
}

/**
 * One part for each property and each item of a list; the platform sets the boundary. The defaults of OpenAPI: objects
 * are JSON, bytes are bytes, everything else is text.
 */
function toFormData(body: object): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    for (const item of [value].flat() as unknown[]) {
      if (item === undefined) continue;
      const isJson = typeof item === 'object' && !isBlob(item);
      const part = isJson ? new Blob([JSON.stringify(item)], { type: 'application/json' }) : item;
      // Bun gives a Blob the name '', which receivers read as a field that is no file. The standard's name is 'blob'.
      if (isBlob(part)) form.append(name, part, (part as File).name ?? 'blob');
      else form.append(name, String(part));
    }
  }
  return form;
}

function isBlob(value: unknown): value is Blob {
  return value instanceof Blob;
}
