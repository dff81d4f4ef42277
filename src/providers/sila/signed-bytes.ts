/**
 * The signed bytes of a request. Source: docs/ecdsa-overview: the body's bytes; for an upload, the text of the part
 * `data`.
 */

export interface Signed {
  bytes: Uint8Array;
  /** The user that `usersignature` must be of. */
  userHandle: string | undefined;
  /** The business that `businesssignature` must be of. */
  businessHandle: string | undefined;
}

/** Reads the request to its end, so pass a clone. */
export async function readSigned(request: Request): Promise<Signed> {
  const isForm = request.headers.get('content-type')?.startsWith('multipart/form-data');
  const part = isForm ? ((await request.formData()).get('data') ?? '') : await request.arrayBuffer();
  const bytes = new Uint8Array(await new Response(part).arrayBuffer());
  const header = headerIn(new TextDecoder().decode(bytes));
  return { bytes, userHandle: header?.user_handle, businessHandle: header?.business_handle };
}

interface Header {
  user_handle?: string;
  business_handle?: string;
}

/** A request without a body has no header; `fetch` makes one of every GET. */
function headerIn(text: string): Header | undefined {
  if (!text) return undefined;
  try {
    return (JSON.parse(text) as { header?: Header } | null)?.header;
  } catch {
    // The platform's error quotes the text, which is personal data. The handles are unknown, but the bytes can be
    // signed.
    return undefined;
  }
}
