/** What a signature is over. Source: docs/ecdsa-overview: the body's bytes; of an upload, the text of the part `data`. */

export interface Signed {
  bytes: Uint8Array;
  /** Whose signature `usersignature` has to be. */
  userHandle: string | undefined;
  /** Whose signature `businesssignature` has to be. */
  businessHandle: string | undefined;
}

/** Reads the request to its end: hand it a clone. */
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

/** A request without a body, which `fetch` makes of every GET, names nobody. */
function headerIn(text: string): Header | undefined {
  if (!text) return undefined;
  try {
    return (JSON.parse(text) as { header?: Header } | null)?.header;
  } catch {
    // The platform's error quotes the text, which names a person. Whose it is cannot be told; the bytes can be signed.
    return undefined;
  }
}
