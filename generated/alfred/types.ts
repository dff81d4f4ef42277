// generated from spec/alfred/openapi.yaml — do not edit

export interface paths {
  '/my-info': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Open a session and get its UUID
     * @description Opens a deposit (`in`) or withdrawal (`out`) session for a wallet user and returns the partner's registration data with a UUID that is unique to the session. That UUID is the `initial_transaction` of `loginSofKyc`.
     *
     * **Source:** [Account Information + Get uuid Initial Transaction (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/account-information-+-get-uuid-initial-transaction).
     */
    post: MyInfoOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/login-sof-kyc': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a user's details (KYC Lite) and get an access token
     * @description Signs the wallet user in, or up when Alfred does not know the user yet, and runs the light verification with the details sent. The access token in the answer opens `uploadDocument` (KYC Full) for two minutes; calling this operation again is the only documented way to another token.
     *
     * **Source:** [KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token).
     */
    post: LoginSofKycOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/kyc/upload-document': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Send one document of a user (KYC Full)
     * @description Sends one of the three documents that KYC Full takes. Call it three times, in this order: front of the ID document, back of it, selfie. It needs the access token of `loginSofKyc`, sent bare, and that token lives for two minutes.
     *
     * Which ID document serves in which country is on a page of Alfred's that could not be read. Neither a way to read the result nor a notification of it is documented.
     *
     * **Source:** [KYC Full (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-full).
     */
    put: UploadDocumentOperation;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /**
     * @description The ten details that KYC Lite asks for.
     *
     * **Source:** [KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token).
     */
    LoginSofKycRequest: LoginSofKycRequest;
    /**
     * @description The signed-in user's access token.
     *
     * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)).
     */
    LoginSofKycResponse: LoginSofKycResponse;
    /**
     * @description What kind of session to open, and for which wallet user.
     *
     * **Source:** [Account Information + Get uuid Initial Transaction (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/account-information-+-get-uuid-initial-transaction).
     */
    MyInfoRequest: MyInfoRequest;
    /**
     * @description The session that has been opened.
     *
     * **Evidence:** assumed ([Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes)). No readable copy shows this body. Its envelope is the one that every other operation's success has.
     */
    MyInfoResponse: MyInfoResponse;
    /**
     * @description The partner's registration data and the session's id. Most of its members are unknown.
     *
     * **Evidence:** assumed ([Account Information + Get uuid Initial Transaction (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/account-information-+-get-uuid-initial-transaction)). The page says what is returned, not under which names, except for uid. The object is open and nothing required.
     */
    SessionInfo: SessionInfo;
    /**
     * @description A form of two parts, what the document is and its file.
     *
     * **Evidence:** assumed ([KYC Full (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-full)). That a form with a file is sent is documented, how its parts are called is not.
     */
    UploadDocumentRequest: UploadDocumentRequest;
    /**
     * @description One document has been taken in. Says nothing about the others, or about the verification.
     *
     * **Evidence:** example ([KYC Full (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-full)).
     */
    UploadDocumentResponse: UploadDocumentResponse;
    /**
     * @description What a user's sign-in yields.
     *
     * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)).
     */
    UserSession: UserSession;
    /**
     * @description The user's access token, a JWT. It is good for two minutes and says so nowhere in itself: it carries no `exp`, so count from the moment the answer arrives. Send it bare, without `Bearer`, in the `Authorization` header.
     *
     * **Source:** [KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token).
     * @example eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VybmFtZSI6IkBhZGFleGFtcGxlIiwic3ViIjoxMDAxLCJpYXQiOjE3NjM2ODMyMDB9.not-a-real-signature
     */
    UserToken: UserToken;
    /**
     * @description Claims of the user's access token. There is no expiry among them.
     *
     * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)).
     */
    UserTokenClaims: UserTokenClaims;
    /**
     * @description Header of the user's access token.
     *
     * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)).
     */
    UserTokenHeader: UserTokenHeader;
    /**
     * @description What the API answers to a body that breaks its rules.
     *
     * **Evidence:** example ([Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes)).
     */
    ValidationError: ValidationError;
    /**
     * @description One broken rule.
     *
     * **Evidence:** example ([Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes)).
     */
    ValidationReason: ValidationReason;
  };
  responses: {
    /**
     * @description The credentials are known but do not open this operation. No source shows a body.
     *
     * **Evidence:** assumed ([Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes)). The page promises an answer to a wrong key or secret without a readable status. 403 stands beside 401 because nothing tells which of the two it is.
     */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /**
     * @description Something that the request names does not exist. No source shows a body.
     *
     * **Source:** [Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes).
     */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /**
     * @description `API-Key` or `API-Secret` is missing or wrong (the answer is the same for both), or the user's token is missing, malformed or more than two minutes old. No source shows a body.
     *
     * **Evidence:** assumed ([Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes)). The page announces one answer for a wrong key and a wrong secret on every operation, but no readable copy shows its status or body, and none mentions a refused user token. 401 is what HTTP has for it.
     */
    Unauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  myInfo: MyInfoOperation;
  loginSofKyc: LoginSofKycOperation;
  uploadDocument: UploadDocumentOperation;
}

/**
 * @description The ten details that KYC Lite asks for.
 *
 * **Source:** [KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token).
 */
export interface LoginSofKycRequest {
  /**
   * @description Given name, not empty.
   *
   * **Source:** [Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes).
   * @example Ada
   */
  firstname: string;
  /**
   * @description Family name, not empty.
   *
   * **Source:** [Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes).
   * @example Example
   */
  lastname: string;
  /**
   * @description Street address.
   *
   * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)).
   * @example Calle Ejemplo 123
   */
  address: string;
  /**
   * @description Country, an ISO 3166-1 alpha-3 code in capitals, such as `MEX` for Mexico.
   *
   * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)). The page says ISO code and pairs Mexico with MEX; that this means alpha-3 is read from MEX and ARG.
   * @example ARG
   */
  country: string;
  /**
   * @description Official name of the city in full, such as `Ciudad de México`; abbreviations are not accepted.
   *
   * **Evidence:** conflicting ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)). This page gives CDMX and Ciudad de México as choices in the sentence that rules abbreviations out; the same page of the Stellar integration gives Ciudad de México alone. Chosen, any string, described by the rule.
   * @example Buenos Aires
   */
  city: string;
  /**
   * Format: email
   * @description E-mail address.
   *
   * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)). The angle brackets around it in the Markdown export are link syntax; the HTML page shows none.
   * @example ada@example.com
   */
  email: string;
  /**
   * @description Phone number with the country calling code, in the form of the sample `+` and digits only.
   *
   * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)). One sample of 13 digits; no rule is stated, so there is no pattern.
   * @example +5491155550123
   */
  phonenumber: string;
  /**
   * Format: uuid
   * @description UUID of the session that `myInfo` opened.
   *
   * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)). The sample is a UUID, and the title of the my-info page says that it issues the initial transaction's UUID.
   * @example 3f1c9a52-7d04-4b8e-9c61-2a5d8e0f7b13
   */
  initial_transaction: string;
  /**
   * @description Postal code, as a JSON number. Leading zeros and letters cannot be sent.
   *
   * **Evidence:** assumed ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)). That it is whole and not negative is assumed of a postal code. Unquoted, so a number, in every rendering of this page; the field dictionary calls it zip, and the successor API uses a string. A number cannot carry a leading zero (Mexico) or a letter (Argentina). Chosen, number, because no source of this API shows a string and the validator of its sibling my-info enforces isNumber on its number.
   * @example 1020
   */
  zipcode: number;
  /**
   * Format: date
   * @description Date of birth, `YYYY-MM-DD`.
   *
   * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)). No rule on age or range is stated.
   * @example 1987-04-12
   */
  birthday: string;
}

/**
 * @description The signed-in user's access token.
 *
 * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)).
 */
export interface LoginSofKycResponse {
  /**
   * @description Repeats the HTTP status.
   * @example 202
   * @constant
   */
  statusCode: 202;
  /**
   * @description What a user's sign-in yields.
   *
   * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)).
   */
  data: UserSession;
  /**
   * @description Name of the operation.
   * @example login-sof-kyc
   */
  message: string;
}

/**
 * @description What kind of session to open, and for which wallet user.
 *
 * **Source:** [Account Information + Get uuid Initial Transaction (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/account-information-+-get-uuid-initial-transaction).
 */
export interface MyInfoRequest {
  /**
   * @description `in` is a deposit (on-ramp), `out` a withdrawal (off-ramp).
   *
   * **Evidence:** conflicting ([Account Information + Get uuid Initial Transaction (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/account-information-+-get-uuid-initial-transaction)). This page and the field dictionary know in and out; an integrator's code sends KYC and KYB. Chosen, the pages, since that code was given up and never shown to work.
   * @example in
   * @enum {string}
   */
  type: 'in' | 'out';
  /**
   * @description Balance of the user's wallet in `currency`. 0 for a deposit.
   *
   * **Source:** [Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes).
   * @example 0
   */
  balance: number;
  /**
   * @description Cryptocurrency of the session. Those listed are named by the pages; others are possible.
   *
   * **Source:** [System Resource Names](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/system-resource-names).
   * @example USDC
   */
  currency: ('BTC' | 'USDT' | 'USDC') | (string & {});
  /**
   * @description The wallet user, by Alfred user name, wallet address, e-mail address or phone number. Send it: every sample does.
   *
   * **Evidence:** conflicting ([Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes)). The sample request has a plain value; the field dictionary wants the kind before it, as in `email:` and the address. Chosen, any text. Whether it is required stands in the part of the table that could not be read, so it is optional here.
   * @example ada@example.com
   */
  user?: string;
  /**
   * @description Network of the wallet, or number of a banking network. Those listed are named by the pages; others are possible. Send it: every sample does.
   *
   * **Evidence:** example ([Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes)). The sample request has polygon, the field dictionary the others. Whether it is required stands in the part of the table that could not be read, so it is optional here.
   * @example stellar
   */
  chain?: ('stellar' | 'ethereum' | 'polygon' | 'bitcoin LN') | (string & {});
  /**
   * @description Country of the withdrawal, or of the deposit, an ISO code such as `ARG`.
   *
   * **Evidence:** assumed ([System Resource Names](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/system-resource-names)). The field dictionary has it, with this sample. That it belongs here is assumed, as no readable sample of any operation sends it.
   */
  countrywithdraw?: string;
}

/**
 * @description The session that has been opened.
 *
 * **Evidence:** assumed ([Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes)). No readable copy shows this body. Its envelope is the one that every other operation's success has.
 */
export interface MyInfoResponse {
  /**
   * @description Repeats the HTTP status.
   * @example 202
   * @constant
   */
  statusCode: 202;
  /**
   * @description Text for people, or the name of the operation.
   * @example my-info
   */
  message: string;
  /**
   * @description The partner's registration data and the session's id. Most of its members are unknown.
   *
   * **Evidence:** assumed ([Account Information + Get uuid Initial Transaction (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/account-information-+-get-uuid-initial-transaction)). The page says what is returned, not under which names, except for uid. The object is open and nothing required.
   */
  data?: SessionInfo;
}

/**
 * @description The partner's registration data and the session's id. Most of its members are unknown.
 *
 * **Evidence:** assumed ([Account Information + Get uuid Initial Transaction (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/account-information-+-get-uuid-initial-transaction)). The page says what is returned, not under which names, except for uid. The object is open and nothing required.
 */
export interface SessionInfo {
  /**
   * Format: uuid
   * @description Unique id of the session, the `initial_transaction` of `loginSofKyc`.
   *
   * **Source:** [Account Information + Get uuid Initial Transaction (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/account-information-+-get-uuid-initial-transaction).
   * @example 3f1c9a52-7d04-4b8e-9c61-2a5d8e0f7b13
   */
  uid?: string;
  /**
   * @description Address of a hosted page whose last path segment is the id of the session.
   *
   * **Evidence:** assumed ([Adapter of an integrator (matias-prosper), older version of backend/integrations/alfred/kyc.py](https://github.com/josean7link/matias-prosper)). Only this integrator's code reads it; no page of Alfred mentions it.
   */
  url?: string;
}

/**
 * @description A form of two parts, what the document is and its file.
 *
 * **Evidence:** assumed ([KYC Full (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-full)). That a form with a file is sent is documented, how its parts are called is not.
 */
export interface UploadDocumentRequest {
  /**
   * @description What the document is. All three are needed, one a call.
   *
   * **Evidence:** conflicting ([KYC Full (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-full)). The table reads as if the three were parameters; the text calls them values of docType. Chosen, a text part named docType; a screenshot that would decide it could not be read.
   * @example idCardFront
   * @enum {string}
   */
  docType: 'idCardFront' | 'idCardBack' | 'selfie';
  /**
   * Format: binary
   * @description The document's bytes, as a file. JPEG and PNG are the formats named; base64 text and buffers are not what it takes. A limit of size is not documented.
   *
   * **Evidence:** assumed ([KYC Full (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-full)). That a binary file is sent is documented, the name of its part is not. Read one way, docType is a text part and the file a part of unknown name, called file here; read the other, the file's part is itself named idCardFront, idCardBack or selfie.
   * @example data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==
   */
  file: Blob;
}

/**
 * @description One document has been taken in. Says nothing about the others, or about the verification.
 *
 * **Evidence:** example ([KYC Full (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-full)).
 */
export interface UploadDocumentResponse {
  /**
   * @description Repeats the HTTP status.
   * @example 202
   * @constant
   */
  statusCode: 202;
  /**
   * @description Text for people, such as `upload KYC full successful`.
   * @example upload KYC full successful
   */
  message: string;
}

/**
 * @description What a user's sign-in yields.
 *
 * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)).
 */
export interface UserSession {
  /**
   * @description The user's access token, a JWT. It is good for two minutes and says so nowhere in itself: it carries no `exp`, so count from the moment the answer arrives. Send it bare, without `Bearer`, in the `Authorization` header.
   *
   * **Source:** [KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token).
   * @example eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VybmFtZSI6IkBhZGFleGFtcGxlIiwic3ViIjoxMDAxLCJpYXQiOjE3NjM2ODMyMDB9.not-a-real-signature
   */
  token: UserToken;
  /**
   * @description Not explained by the page. Presumably whether the user has completed KYC Full.
   *
   * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)). Only `false` is shown. When it turns true, and whether here, is not documented. The reports on transactions have it as the text "true", next to a boolean for businesses; here it is a boolean in every copy.
   * @example false
   */
  kyc: boolean;
}

/**
 * @description The user's access token, a JWT. It is good for two minutes and says so nowhere in itself: it carries no `exp`, so count from the moment the answer arrives. Send it bare, without `Bearer`, in the `Authorization` header.
 *
 * **Source:** [KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token).
 * @example eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VybmFtZSI6IkBhZGFleGFtcGxlIiwic3ViIjoxMDAxLCJpYXQiOjE3NjM2ODMyMDB9.not-a-real-signature
 */
export type UserToken = string;

/**
 * @description Claims of the user's access token. There is no expiry among them.
 *
 * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)).
 */
export interface UserTokenClaims {
  /** @description Alfred's name for the user, beginning with `@` in every sample. */
  username: string;
  /** @description Alfred's number of the user, a JSON number although RFC 7519 makes `sub` a string. */
  sub: number;
  /** @description Time of issue, Unix seconds. */
  iat: number;
  /**
   * @description Absent, or null; no printed token has it. Only the server knows when the two minutes are over.
   *
   * **Evidence:** assumed ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)). The printed tokens do not have it; that no token ever has it is assumed, since the page gives them two minutes.
   */
  exp?: null;
}

/**
 * @description Header of the user's access token.
 *
 * **Evidence:** example ([KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token)).
 */
export interface UserTokenHeader {
  /**
   * @description Signature algorithm. The key is Alfred's, so a partner cannot verify it.
   * @constant
   */
  alg: 'HS256';
  /**
   * @description Type of token.
   * @constant
   */
  typ: 'JWT';
}

/**
 * @description What the API answers to a body that breaks its rules.
 *
 * **Evidence:** example ([Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes)).
 */
export interface ValidationError {
  /**
   * @description Repeats the HTTP status.
   * @example 422
   * @constant
   */
  statusCode: 422;
  /**
   * @description Text for people, such as `A logic validation has not been fulfilled`.
   * @example A logic validation has not been fulfilled
   */
  message: string;
  /** @description Every broken rule, one entry each. */
  reasons: ValidationReason[];
  /**
   * @description Names the kind of failure.
   * @example VALIDATION_ERROR
   * @constant
   */
  code: 'VALIDATION_ERROR';
}

/**
 * @description One broken rule.
 *
 * **Evidence:** example ([Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes)).
 */
export interface ValidationReason {
  /**
   * @description Text for people, such as `firstname should not be empty`.
   * @example balance should not be empty
   */
  message: string;
  /**
   * @description Name of the member of the body that breaks the rule.
   * @example balance
   */
  path: string;
  /**
   * @description Name of the rule. Those listed have been seen; others are possible.
   * @example isNotEmpty
   */
  validation: ('isString' | 'isNotEmpty' | 'isNumber') | (string & {});
}

export interface MyInfoOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description What kind of session, and for whom. */
  requestBody: {
    content: {
      'application/json': MyInfoRequest;
    };
  };
  responses: {
    /**
     * @description The session is open.
     *
     * **Source:** [Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes).
     */
    202: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': MyInfoResponse;
      };
    };
    401: components['responses']['Unauthorized'];
    403: components['responses']['Forbidden'];
    404: components['responses']['NotFound'];
    /**
     * @description A member of the body breaks a rule. Every broken rule is listed in `reasons`.
     *
     * **Source:** [Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes).
     */
    422: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ValidationError;
      };
    };
  };
  /** Of any of its failures. */
  error: MyInfoError;
}

export interface LoginSofKycOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description The user's details. All ten are required. */
  requestBody: {
    content: {
      'application/json': LoginSofKycRequest;
    };
  };
  responses: {
    /**
     * @description The user is signed in. The token in `data` is good for two minutes from now.
     *
     * **Source:** [KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token).
     */
    202: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': LoginSofKycResponse;
      };
    };
    401: components['responses']['Unauthorized'];
    403: components['responses']['Forbidden'];
    404: components['responses']['NotFound'];
    /**
     * @description A member of the body breaks a rule. Every broken rule is listed in `reasons`.
     *
     * **Source:** [Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes).
     */
    422: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ValidationError;
      };
    };
  };
  /** Of any of its failures. */
  error: LoginSofKycError;
}

export interface UploadDocumentOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description One document, and what it is. */
  requestBody: {
    content: {
      'multipart/form-data': UploadDocumentRequest;
    };
  };
  responses: {
    /**
     * @description The document has been taken in.
     *
     * **Source:** [KYC Full (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-full).
     */
    202: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': UploadDocumentResponse;
      };
    };
    401: components['responses']['Unauthorized'];
    403: components['responses']['Forbidden'];
    404: components['responses']['NotFound'];
    /**
     * @description A part of the form is missing or wrong. No source shows a body.
     *
     * **Evidence:** assumed ([Error and Status Codes](https://alfred.gitbook.io/alfred-integration-docs/welcome/alfred-overview/error-and-status-codes)). The readable samples of 422 are of loginSofKyc and myInfo. That an upload is validated the same way is likely; that its errors have the same body is not known.
     */
    422: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
  };
  /** Of any of its failures. */
  error: UploadDocumentError;
}

/** Bodies of the failures of POST /my-info that the document has. */
export type MyInfoError = ValidationError;

/** Bodies of the failures of POST /login-sof-kyc that the document has. */
export type LoginSofKycError = ValidationError;

/** Bodies of the failures of PUT /kyc/upload-document that the document has. */
export type UploadDocumentError = undefined;
