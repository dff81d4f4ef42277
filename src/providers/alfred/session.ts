/**
 * One wallet user's two minutes. Source: the page of KYC Lite: the token of `login-sof-kyc` runs out after two minutes,
 * and signing in again is the only documented way to another one. The token says nothing of it: there is no `exp`.
 */
import type { components, paths } from '../../../generated/alfred/types.js';
import type { ApiClient } from '../../runtime/api-client.js';
import type { CallResult } from '../../runtime/call-result.js';
import { FileRefused } from '../../runtime/errors/file-refused.js';
import { expectOk } from '../../runtime/expect-ok.js';
import { readFileContent, type FileContent } from '../../runtime/file-content.js';
import { fileExtension, typeOfFile } from '../../runtime/file-type.js';
import { checkNumbers } from '../../runtime/numeric-options.js';
import { TokenExpired } from './token-expired.js';

export interface AlfredSessionOptions {
  /** May the session sign the user in again by itself when the token has run out, or is refused? @default false */
  signInAgain?: boolean;
  /** Milliseconds before the end of the two minutes from which on the token is not used any more. @default 0 */
  margin?: number;
  /** Largest document in bytes. Alfred documents no limit. @default none */
  maxDocumentBytes?: number;
  /** Unix milliseconds, for tests. @default Date.now */
  now?: () => number;
}

export interface AlfredSession {
  /** Sends the user's details. Who calls while a sign-in is under way gets its answer. */
  signIn(): Promise<LoginResult>;
  /**
   * The token, for a call of your own: `credentials.userToken: () => session.token()`.
   * @throws {TokenExpired} unless the session may sign in again
   * @throws {KycApiError} if it may, and Alfred refuses
   */
  token(): Promise<string>;
  /** Unix milliseconds, counted from the token's arrival; undefined before the first one. */
  readonly expiresAt: number | undefined;
  /** `kyc` of the last sign-in. Alfred does not explain it. */
  readonly kyc: boolean | undefined;
  /**
   * Sends one of the three documents. JPEG or PNG by content, and the size, are checked first, then the token.
   * With `signInAgain`, an upload that is answered 401 is sent once more with a new token.
   * @throws {FileRefused} or what `token` throws, before anything of the document is sent
   */
  upload(docType: DocType, document: FileContent, init?: { signal?: AbortSignal }): Promise<UploadResult>;
}

const lifetime = 2 * 60 * 1000;

/**
 * Keeps the token in its closure, for as long as you keep the session, and nowhere else.
 * @param login the user's details, or a function that is asked for them at each sign-in, so that nothing holds them
 */
export function alfredSession(
  client: AlfredClient,
  login: Login | (() => Login | Promise<Login>),
  { signInAgain = false, margin = 0, maxDocumentBytes, now = Date.now }: AlfredSessionOptions = {},
): AlfredSession {
  checkNumbers({ margin }, 'not negative');
  checkNumbers({ maxDocumentBytes }, 'positive');
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
      // 401 is also the answer to wrong keys; then the sign-in fails, and that is what is thrown.
      if (result.response.status !== 401 || !signInAgain) return result;
      return put(current?.token === used ? await renewed() : await token());
    },
  };
}

/**
 * A document for KYC Full, checked before anything is sent. Source: the page of KYC Full names JPG and PNG.
 * @param maxBytes a limit of your own; Alfred documents none
 * @returns a file that is called after what it shows: its own name and path are nobody's business
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

/** Names for what the session uses of the document's types. */
export type AlfredClient = ApiClient<paths, boolean>;
export type Login = components['schemas']['LoginSofKycRequest'];
export type DocType = components['schemas']['UploadDocumentRequest']['docType'];
export type LoginResult = CallResult<paths['/login-sof-kyc']['post']>;
export type UploadResult = CallResult<paths['/kyc/upload-document']['put']>;
