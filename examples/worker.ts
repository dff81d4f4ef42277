/**
 * A worker, as Cloudflare's and others run it, which hands a document on to Alfred: `PUT /idCardFront`, `/idCardBack` or
 * `/selfie`, the document as body, the cookie of route-handler.ts. It keeps nothing.
 */
import { createAlfredClient } from 'kyc-contracts/alfred';

interface Env {
  ALFRED_URL?: string;
  ALFRED_API_KEY: string;
  ALFRED_API_SECRET: string;
}

const kinds = ['idCardFront', 'idCardBack', 'selfie'] as const;

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const docType = kinds.find((kind) => kind === new URL(request.url).pathname.slice(1));
    if (!docType || request.method !== 'PUT') return new Response(null, { status: 404 });
    const [, userToken] = /(?:^|; )kyc=([^;]+)/.exec(request.headers.get('Cookie') ?? '') ?? [];
    if (!userToken) return new Response('Sign in first.', { status: 401 });

    const alfred = createAlfredClient({
      ...(env.ALFRED_URL && { baseUrl: env.ALFRED_URL }),
      credentials: { apiKey: env.ALFRED_API_KEY, apiSecret: env.ALFRED_API_SECRET, userToken },
    });
    const type = request.headers.get('Content-Type') ?? 'application/octet-stream';
    // Named, as the part of a form that is a file has to be.
    const file = new File([await request.arrayBuffer()], docType, { type });
    const { response } = await alfred.PUT('/kyc/upload-document', { body: { docType, file } });
    // 401 is Alfred's answer to a token that has run out.
    return new Response(null, { status: response.status });
  },
};
