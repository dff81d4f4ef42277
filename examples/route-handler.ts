/**
 * `app/api/kyc/route.ts` of a Next.js app, or of any framework with web-standard handlers: a wallet user's details go to
 * Alfred, the token that comes back stays out of the page's reach. What is not valid never leaves.
 */
import { createAlfredClient } from 'kyc-contracts/alfred';
import { loginSofKycRequest } from 'kyc-contracts/alfred/validators';

const alfred = createAlfredClient({
  ...(process.env['ALFRED_URL'] && { baseUrl: process.env['ALFRED_URL'] }),
  // Functions, so that a build without secrets works and a new secret needs no restart.
  credentials: {
    apiKey: () => process.env['ALFRED_API_KEY'] ?? '',
    apiSecret: () => process.env['ALFRED_API_SECRET'] ?? '',
  },
});

export async function POST(request: Request): Promise<Response> {
  const details: unknown = await request.json().catch(() => undefined);
  if (!loginSofKycRequest(details)) {
    // The rules that were broken, never the values.
    const fields = loginSofKycRequest.errors?.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`.trim());
    return Response.json({ fields }, { status: 422 });
  }

  const { data, response } = await alfred.POST('/login-sof-kyc', { body: details, signal: request.signal });
  if (!data) return Response.json({}, { status: response.status === 401 ? 502 : response.status });

  // Alfred's token lives for two minutes, which is time for three documents.
  const cookie = `kyc=${data.data.token}; Max-Age=120; Path=/; HttpOnly; Secure; SameSite=Strict`;
  return Response.json({ verified: data.data.kyc }, { status: 202, headers: { 'Set-Cookie': cookie } });
}
