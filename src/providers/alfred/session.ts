/**
 * A session of one wallet user. Source: the page of KYC Lite: the token of `login-sof-kyc` expires after two minutes,
 * and another sign-in is the only documented way to a new one. The token itself has no `exp`.
 */
import type { components, paths } from '../../../generated/alfred/types.js';
import type { ApiClient } from '../../runtime/api-client.js';
import type { CallResult } from '../../runtime/call-result.js';
import { FileRefused } from '../../runtime/errors/file-refused.js';
import { expectOk } from '../../runtime/expect-ok.js';
import { readFileContent, type FileContent } from '../../runtime/file-content.js';
import { fileExtension, typeOfFile } from '../../runtime/file-type.js';
import { checkNumbers, notNegative, positive } from '../../runtime/numeric-options.js';
import { TokenExpired } from './token-expired.js';

export interface AlfredSessionOptions {
  /** Whether the session signs the user in again when the token has expired or is refused. @default false */
  signInAgain?: boolean;
  /** Milliseconds before the end of the two minutes in which the token is no longer used. @default 0 */
  margin?: number;
  /** Largest document in bytes. Alfred documents no limit. @default none */
  maxDocumentBytes?: number;
  /** Current time in Unix milliseconds, for tests. @default Date.now */
  now?: () => number;
}

export interface AlfredSession {
  /** Sends the user's details. Concurrent calls share one sign-in. */
  signIn(): Promise<LoginResult>;
  /**
   * Returns the token, for a call of your own: `credentials.userToken: () => session.token()`.
   * @throws {TokenExpired} without `signInAgain`
   * @throws {KycApiError} with `signInAgain`, if Alfred refuses
   */
  token(): Promise<string>;
  /** Unix milliseconds, counted from the arrival of the token; undefined before the first one. */
  readonly expiresAt: number | undefined;
  /** `kyc` of the last sign-in. Alfred does not explain it. */
  readonly kyc: boolean | undefined;
  /**
   * Sends one of the three documents. Its type (JPEG or PNG by content) and its size are validated first, then the
   * token. With `signInAgain`, an upload with a 401 response is sent once more with a new token.
   * @throws {FileRefused} or the error of `token`, before any part of the document is sent
   */
  upload(docType: DocType, document: FileContent, init?: { signal?: AbortSignal }): Promise<UploadResult>;
}

const lifetime = 2 * 60 * 1000;

/**
 * Creates a session, which keeps the token only in its closure.
 * @throws {TypeError} for a number out of range, and a `margin` of the whole two minutes
 * @param login the user's details, or a function that returns them at each sign-in, so that they are not kept
 */
export function alfredSession(
  client: AlfredClient,
  login: Login | (() => Login | Promise<Login>),
  { signInAgain = false, margin = 0, maxDocumentBytes, now = Date.now }: AlfredSessionOptions = {},
): AlfredSession {
  checkNumbers({ margin }, notNegative);
  if (margin >= lifetime) throw new TypeError('margin must be less than the two minutes of a token.');
  checkNumbers({ maxDocumentBytes }, positive);
  let current: { token: string; kyc: boolean; expiresAt: number } | undefined;
  let pending: Promise<LoginResult> | undefined;

  const send = async (): Promise<LoginResult> => {
    const result = await client.POST('/login-sof-kyc', {
      body: typeof login === 'function' ? await login() : login,
      throwOnError: false,
    });
    if (result.data) current = { ...result.data.data, expiresAt: now() + lifetime };
    return result;
  };
  const signIn = () => (pending ??= send().finally(() => (pending = undefined)));

  const renewed = async (): Promise<string> => {
    const { data } = expectOk(await signIn());
    return data.token;
  };
  const token = async (): Promise<string> => {
    if (current && now() < current.expiresAt - margin) return current.token;
    if (!signInAgain) throw new TokenExpired(current?.expiresAt);
    return renewed();
  };

  return {
    signIn,
    token,
    get expiresAt() {
      return current?.expiresAt;
    },
    get kyc() {
      return current?.kyc;
    },
    async upload(docType, document, init) {
      const file = await readDocument(docType, document, maxDocumentBytes);
      const put = (Authorization: string) =>
        client.PUT('/kyc/upload-document', {
          ...init,
          body: { docType, file },
          headers: { Authorization },
          throwOnError: false,
        });
      const used = await token();
      const result = await put(used);
      // 401 is also the response to wrong keys; then the sign-in fails, and its error is thrown.
      if (result.response.status !== 401 || !signInAgain) return result;
      return put(current?.token === used ? await renewed() : await token());
    },
  };
}

/**
 * Reads a document for KYC Full, and validates it before anything is sent. Source: the page of KYC Full names JPG and
 * PNG.
 * @param maxBytes a limit of your own; Alfred documents none
 * @returns a file named by its kind of document, since its own name and path are private
 * @throws {FileRefused}
 */
export async function readDocument(docType: DocType, content: FileContent, maxBytes = Infinity): Promise<File> {
  const bytes = await readFileContent('uploadDocument', content, maxBytes);
  const type = typeOfFile(bytes);
  if (type !== 'image/jpeg' && type !== 'image/png') {
    throw new FileRefused('uploadDocument', 'type', `${docType} is neither a JPEG nor a PNG by its content`);
  }
  return new File([bytes], `${docType}.${fileExtension[type]}`, { type });
}

/** Names for the document's types that the session uses. */
export type AlfredClient = ApiClient<paths, boolean>;
export type Login = components['schemas']['LoginSofKycRequest'];
export type DocType = components['schemas']['UploadDocumentRequest']['docType'];
export type LoginResult = CallResult<paths['/login-sof-kyc']['post']>;
export type UploadResult = CallResult<paths['/kyc/upload-document']['put']>;
