/** Serializes a typed body for `fetch`. */

/** Bodies that `fetch` accepts unchanged. As JSON, each of these would be `{}`. */
export type ReadyBody = FormData | URLSearchParams | Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | ReadableStream;

export function isReady(body: unknown): body is ReadyBody {
  if (typeof body !== 'object' || body === null || Object.getPrototypeOf(body) === Object.prototype) return false;
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
  const type = headers['content-type'] ?? '';
  const isObject = typeof body === 'object' && body !== null;
  if (isObject && (/^multipart\/form-data\b/i.test(type) || hasFile(body))) return toFormData(body);
  return JSON.stringify(body);
}

/** The `bodySerializer` for a body that is already serialized. */
export function asSent<Body>(body: Body): Body {
  return body;
}

function hasFile(body: object): boolean {
  return Object.values(body).some((value) => (Array.isArray(value) ? value.some(isBlob) : isBlob(value)));
}

/** One part for each property and each item of a list; the platform sets the boundary. */
function toFormData(body: object): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    for (const item of [value].flat()) {
      const part = item !== undefined && toPart(item);
      // Bun gives a Blob the name '', which receivers read as a field that is no file. The standard's name is 'blob'.
      if (isBlob(part)) form.append(name, part, (part as File).name ?? 'blob');
      else if (part !== false) form.append(name, part);
    }
  }
  return form;
}

/** The defaults of OpenAPI: objects are JSON, bytes are bytes, everything else is text. */
function toPart(value: unknown): string | Blob {
  if (isBlob(value)) return value;
  if (typeof value === 'object') return new Blob([JSON.stringify(value)], { type: 'application/json' });
  return String(value);
}

function isBlob(value: unknown): value is Blob {
  return value instanceof Blob;
}
