// generated from spec/sila/openapi.yaml — do not edit

export interface paths {
  '/0.2/auth_token': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Get the app's bearer token
     * @description Issues the token that every other operation takes, against the app's client id and secret as HTTP Basic. It is good for eight hours. Asked again while more than 30 minutes of them are left, the operation returns the same token; after that, a new one with eight hours of its own. So keep the token, and ask again when less than 30 minutes are left.
     *
     * The page says that a token can also be invalidated here; how is not readable.
     */
    post: operations['authToken'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/register': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create an end user
     * @description Creates an end user, a person or a business, under a handle of your choice, with the data that verification will need. It does not start the verification: `kyc` does. Data that is missing here can be added later, before that.
     *
     * One SSN serves for one person of an app in production; newer pages ask for unique SSNs and EINs in the sandbox too. In the sandbox certain values decide how a later run comes out, a first name `Fail` or `Review`, for example.
     */
    post: operations['register'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/kyc': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Start a verification run for an end user
     * @description Starts Advanced KYC for an end user who has been created with `register`, with a KYC Flow that has been set up in the Sila console and approved by Sila. The run goes on after the answer: read its result with `getVerifications` or `getVerification`.
     *
     * Rules of time, per entity: no second request within 15 minutes while the first is pending; none within 30 days of a passed verification; none after two failed ones within 30 days. A run that rests in any status but passed or failed (waiting for documents, for example) expires after 30 days: it turns failed and counts as one of the two.
     */
    post: operations['kyc'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/get_verifications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * List the verification runs of an end user
     * @description Returns every verification run of one end user with its UUID and status. `getVerification` has the details of one. The list is not paged.
     */
    post: operations['getVerifications'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/get_verifications/{verification_uuid}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Read one verification run of an end user
     * @description Returns one verification run in detail. Sila asks not to poll it but to receive webhooks, and may limit its rate. Do not show `reasons` to the end user.
     */
    post: operations['getVerification'];
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
    /** @description A bearer token and when it ends. */
    AccessToken: {
      /** @description The token, a JWT, to be sent as received in `Authorization: Bearer`. The page gives it 205 characters; do not rely on that. */
      token: string;
      /**
       * @description When the token ends, Unix seconds.
       *
       * **Evidence:** example (/auth_token).
       */
      expiration: number;
      /**
       * @description The same instant in UTC as ISO 8601 text. Prefer `expiration`.
       *
       * **Evidence:** example (/auth_token). Its exact form could not be read, so it has no format here.
       */
      expiration_dt: string;
    };
    /**
     * @description Version of the API. May be absent, never null.
     * @enum {string}
     */
    ApiVersion: '0.2' | 'v0.2' | 'V0.2';
    /**
     * @description Which app asks, and when. For requests that concern no end user. Part of the JSON body, not of the HTTP headers.
     *
     * **Evidence:** conflicting (/auth_token). The newest copy of the page has app_handle; older copies and Sila's own Postman collection have auth_handle. Chosen, this header or the older one.
     */
    AppRequestHeader: {
      created: components['schemas']['RequestTime'];
      /** @description Handle of your app. */
      app_handle: string;
      /** @description Any value of your own. One is assigned when it is absent. */
      reference?: string;
      version?: components['schemas']['ApiVersion'];
    };
    /** @description Which app asks for a token. */
    AuthTokenRequest: {
      /** @description The header, with `app_handle` or with its older name `auth_handle`. */
      header: components['schemas']['AppRequestHeader'] | components['schemas']['OlderAppRequestHeader'];
    };
    /**
     * @description The token and when it ends.
     *
     * **Evidence:** example (/auth_token). The sample is cut inside access_token in every readable copy; more members may follow.
     */
    AuthTokenResponse: {
      /**
       * @description Always true.
       * @constant
       */
      success: true;
      access_token: components['schemas']['AccessToken'];
    };
    /**
     * @description The credentials were refused. Such a failure has no `error_code`.
     *
     * **Evidence:** assumed (Authenticating with an Auth Token). The page gives the status and the message of each failure, not the body around the message. That it is the body of all failures, and without a code, is assumed; the PHP SDK's tests see it so for a wrong signature.
     */
    AuthenticationFailure: components['schemas']['Error'] & {
      /** @description Never there; what has a code is another failure. */
      error_code?: never;
    };
    /** @description The request was refused for what its body says or lacks. Such a failure has no `error_code`. */
    BadRequest: components['schemas']['Error'] & {
      /** @description Never there; what has a code is another failure. */
      error_code?: never;
      /**
       * @description What is wrong with each part of the body: name of the member, then a text or, for a member that is an object, the same again.
       *
       * **Evidence:** sdk (Sila SDK for PHP, with tests that run against the sandbox). Asserted for register and others, and seen in a live answer of check_handle; not shown for kyc. What stands below the first names is assumed.
       */
      validation_details?: {
        [key: string]: unknown;
      };
    };
    /** @description A business. */
    BusinessEntity: {
      /**
       * @description Kind of end user.
       * @constant
       */
      type: 'business';
      /** @description Legal name, not blank. */
      entity_name: string;
      /**
       * Format: date
       * @description Date of incorporation, `YYYY-MM-DD`.
       */
      birthdate?: string;
      /** @description Kind of business, such as `llc` or `corporation`. This or `business_type_uuid` is to be sent. */
      business_type?: string;
      /**
       * Format: uuid
       * @description Kind of business by its UUID.
       *
       * **Evidence:** sdk (Sila SDK for JavaScript).
       */
      business_type_uuid?: string;
      /** @description Industry of the business in the North American classification (NAICS), such as 721. */
      naics_code?: number;
      /**
       * @description Name that it trades under, or its legal name again. Not blank.
       *
       * **Evidence:** sdk (Sila SDK for PHP, with tests that run against the sandbox). The page lists it among the data needed; that a blank one gets 400 is in the SDK's tests.
       */
      doing_business_as?: string;
      /**
       * @description Address of its website. Not blank.
       *
       * **Evidence:** sdk (Sila SDK for PHP, with tests that run against the sandbox). The page lists it among the data needed; that a blank one gets 400 is in the SDK's tests.
       */
      business_website?: string;
      /** @description State where it is registered, by its two letters. */
      registration_state?: string;
      /**
       * @description Relation to your app; `user` is the value seen.
       *
       * **Evidence:** sdk (Sila SDK for JavaScript).
       */
      relationship?: string;
    };
    /**
     * @description Name of a check. Those listed have been seen; others are possible.
     *
     * **Evidence:** example (/kyc). This page names address and birthdate, the page of a single run priority_kyc. The whole list is not published.
     */
    Check: ('address' | 'birthdate' | 'priority_kyc') | (string & {});
    /**
     * @description The end user's key, for apps that sign (ECDSA). Requests about the end user are then signed with it too (`usersignature`). Not needed with a bearer token.
     *
     * **Evidence:** conflicting (entity_msg, the body of /register). Required in the older copy of the page, absent from the newer one; the page of register says that it is not needed with a token. Chosen, optional.
     */
    CryptoEntry: {
      /**
       * @description Ethereum address of the key, `0x` and 40 hexadecimal digits. Not used in Sila before.
       *
       * **Evidence:** example (entity_msg, the body of /register).
       */
      crypto_address: string;
      /**
       * @description Blockchain; `ETH` is the value seen.
       *
       * **Evidence:** example (entity_msg, the body of /register).
       */
      crypto_code: 'ETH' | (string & {});
      /**
       * @description Your name for the key.
       *
       * **Evidence:** example (entity_msg, the body of /register).
       */
      crypto_alias?: string;
    };
    /**
     * @description What the end user is. Those listed have been seen; others are possible.
     *
     * **Evidence:** conflicting (/get_verifications/<verification_uuid>). User in the newer sample, individual or business in the older one. Chosen, all three and any other.
     */
    EntityType: ('User' | 'individual' | 'business') | (string & {});
    /** @description What all failures have in common. Tell them apart by `error_code` and the HTTP status; the wording of `message` may change at any time. */
    Error: {
      /**
       * @description Always false.
       * @constant
       */
      success: false;
      /** @description Text for people. Do not branch on it. */
      message: string;
      /**
       * @description Outcome in a word; `FAILURE` is the value seen on failures.
       *
       * **Evidence:** sdk (Sila SDK for PHP, with tests that run against the sandbox). Most operations send it; the page of /kyc does not show it.
       */
      status?: 'FAILURE' | (string & {});
      /**
       * @description The request's `header.reference`, or the one assigned in its place.
       *
       * **Evidence:** assumed (/kyc). The page shows it on success; that failures carry it too is not shown, hence optional.
       */
      reference?: string;
      /**
       * @description Sila's own id of the request, to be quoted to its support.
       *
       * **Evidence:** assumed (/kyc). The page shows it on success; that failures carry it too is not shown, hence optional.
       */
      sila_reference_id?: string;
      /**
       * @description Milliseconds that the server took, as a string of digits.
       *
       * **Evidence:** assumed (/check_handle). The page shows it on success; that failures carry it too is not shown, hence optional.
       */
      response_time_ms?: string;
    };
    /**
     * @description A verification run in detail.
     *
     * **Evidence:** example (/get_verifications/<verification_uuid>). Required is what both generations of the sample have.
     */
    GetVerificationResponse: {
      /**
       * @description Always true.
       * @constant
       */
      success: true;
      /** @description Outcome in a word; `SUCCESS` is the value seen. */
      status: 'SUCCESS' | (string & {});
      /**
       * @description Text for people. Do not branch on it.
       *
       * **Evidence:** conflicting (/get_verifications/<verification_uuid>). In the older sample, absent from the newer one. Chosen, optional.
       */
      message?: string;
      /** @description The request's `header.reference`, or the one assigned in its place. */
      reference: string;
      /**
       * @description Sila's own id of the request.
       *
       * **Evidence:** example (/get_verifications/<verification_uuid>). In the newer sample only, hence optional.
       */
      sila_reference_id?: string;
      /**
       * @description Milliseconds that the server took, as a string of digits.
       *
       * **Evidence:** example (/get_verifications/<verification_uuid>). In the older sample; the newer one is cut before it could come.
       */
      response_time_ms?: string;
      /**
       * Format: uuid
       * @description UUID of the run, which `getVerifications` returns as `verification_uuid`.
       */
      verification_id: string;
      /** @description When `kyc` was called, Unix seconds. */
      requested_at: number;
      /** @description When the run last changed, Unix seconds. */
      updated_at: number;
      entity_type: components['schemas']['EntityType'];
      verification_status: components['schemas']['VerificationStatus'];
      /**
       * Format: uuid
       * @description UUID of the KYC Flow.
       */
      flow: string;
      /** @description Names of the checks that the flow has made. */
      checks_performed: components['schemas']['Check'][];
      /**
       * Format: uuid
       * @description UUID of the business's run when this is the run of one of its members, else null.
       */
      parent_verification: string | null;
      reasons: components['schemas']['VerificationReasons'];
      kyc_action: components['schemas']['KycAction'];
      /**
       * @description Whether a business has been certified; null for individuals.
       *
       * **Evidence:** assumed (/get_verifications/<verification_uuid>). Null in the one sample that shows a value. That it is a string otherwise is assumed.
       */
      certification_status?: string | null;
    };
    /**
     * @description The verification runs of an end user.
     *
     * **Evidence:** example (/get_verifications).
     */
    GetVerificationsResponse: {
      /**
       * @description Always true.
       * @constant
       */
      success: true;
      /**
       * @description The request's `header.reference`, or the one assigned in its place.
       *
       * **Evidence:** example (/get_verifications). In the newest copy of the page only, hence optional.
       */
      reference?: string;
      /**
       * @description Sila's own id of the request.
       *
       * **Evidence:** example (/get_verifications). In the newest copy of the page only, hence optional.
       */
      sila_reference_id?: string;
      /** @description One entry for each run. */
      verifications: components['schemas']['VerificationSummary'][];
    };
    /** @description Which end user the request is about. */
    HeaderOnlyRequest: {
      header: components['schemas']['RequestHeader'];
    };
    /** @description A person. Which members registration itself needs is not readable; verification needs name and birthdate. */
    IndividualEntity: {
      /**
       * @description Kind of end user. May be left out for a person.
       * @constant
       */
      type?: 'individual';
      /** @description Given name, as in documents. */
      first_name?: string;
      /** @description Family name, as in documents. */
      last_name?: string;
      /**
       * @description Name to display.
       *
       * **Evidence:** example (entity_msg, the body of /register).
       */
      entity_name?: string;
      /**
       * Format: date
       * @description Date of birth, `YYYY-MM-DD`. The person is 18 or older.
       */
      birthdate?: string;
      /**
       * @description Relation to your app; `user` is the value seen.
       *
       * **Evidence:** example (entity_msg, the body of /register).
       */
      relationship?: string;
    };
    /**
     * @description What is needed to go on: corrected data, a document, or Sila's review. Null when nothing is. Those listed have been seen; others are possible.
     *
     * **Evidence:** conflicting (/get_verifications/<verification_uuid>). Three values in the older sample, null in the newer one. Chosen, all of them; the webhook's twin action_needed has the first two only.
     */
    KycAction: ('entity_data' | 'doc_upload' | 'review') | (string | null);
    /** @description The entity has failed verification twice within the past 30 days; an expired run counts as failed. */
    KycAttemptsExceeded: components['schemas']['Error'] & {
      /**
       * @description Names this failure.
       * @constant
       */
      error_code: 'KYC_ATTEMPTS_EXCEEDED';
    };
    /** @description Every way `kyc` answers 400. */
    KycBadRequest: components['schemas']['KycAttemptsExceeded'] | components['schemas']['BadRequest'];
    /** @description No KYC Flow has the UUID that the request gives. */
    KycFlowDoesNotExist: components['schemas']['Error'] & {
      /**
       * @description Names this failure.
       * @constant
       */
      error_code: 'KYC_FLOW_DNE';
    };
    /** @description The KYC Flow exists, but Sila's Compliance has not approved it. */
    KycFlowNotApproved: components['schemas']['Error'] & {
      /**
       * @description Names this failure.
       * @constant
       */
      error_code: 'KYC_FLOW_NOT_APPROVED';
    };
    /** @description Every way `kyc` answers 403. */
    KycForbidden:
      | components['schemas']['KycFlowNotApproved']
      | components['schemas']['KycRequestDuplicatePending']
      | components['schemas']['RecentlyPassedIdVerification']
      | components['schemas']['AuthenticationFailure'];
    /** @description Which end user is to be verified, and by which KYC Flow. */
    KycRequest: {
      header: components['schemas']['RequestHeader'];
      /**
       * Format: uuid
       * @description UUID of the KYC Flow, to be found among its details in the Sila console.
       */
      flow: string;
    };
    /** @description A request for the entity, made within the past 15 minutes, is still pending. */
    KycRequestDuplicatePending: components['schemas']['Error'] & {
      /**
       * @description Names this failure.
       * @constant
       */
      error_code: 'KYC_REQUEST_DUPLICATE_PENDING';
    };
    /**
     * @description The run that has been started.
     *
     * **Evidence:** example (/kyc). The page prints the body with placeholders and does not explain its members.
     */
    KycResponse: {
      /**
       * @description Always true.
       * @constant
       */
      success: true;
      /** @description The request's `header.reference`, or the one assigned in its place. */
      reference: string;
      /** @description Sila's own id of the request. */
      sila_reference_id: string;
      /** @description Text for people, with the UUID of the flow in it. Do not branch on it. */
      message: string;
      /** @description One entry for each entity that is being verified. */
      verification_ids: components['schemas']['VerificationId'][];
      /**
       * Format: uuid
       * @description UUID of the KYC Flow that runs.
       */
      flow_requested: string;
      /** @description Names of the checks that the flow makes. */
      checks_requested: components['schemas']['Check'][];
    };
    /**
     * @deprecated
     * @description The same header with the older name of the app's handle, which stays valid.
     *
     * **Evidence:** conflicting (Sila's Postman collection for token authentication). Sila's Postman collection and older copies of the page have auth_handle, the newest copy has app_handle. Chosen, either, since the page of entity_msg says that the older name is still valid though no longer documented.
     */
    OlderAppRequestHeader: {
      created: components['schemas']['RequestTime'];
      /** @description Handle of your app. Its name today is `app_handle`. */
      auth_handle: string;
      /** @description Any value of your own. One is assigned when it is absent. */
      reference?: string;
      version?: components['schemas']['ApiVersion'];
    };
    /** @description The entity has passed verification within the past 30 days. */
    RecentlyPassedIdVerification: components['schemas']['Error'] & {
      /**
       * @description Names this failure.
       * @constant
       */
      error_code: 'RECENTLY_PASSED_ID_VERIFICATION';
    };
    /** @description Where a person lives, or a business is. Not a P.O. box, except a military one. Needed to pass verification, not to register. */
    RegisterAddress: {
      /** @description Your name for the address. */
      address_alias?: string;
      /**
       * @description Street and number.
       *
       * **Evidence:** conflicting (Sila SDK for PHP, with tests that run against the sandbox). One test expects 400 without it, but uses a handle that has been registered before; another expects 200 with an empty text. Chosen, optional and without a minimum length.
       */
      street_address_1?: string;
      /**
       * @description Flat, floor and the like.
       *
       * **Evidence:** sdk (Sila SDK for JavaScript).
       */
      street_address_2?: string;
      /** @description City. */
      city?: string;
      /**
       * @description State of the USA, by name or by its two letters.
       *
       * **Evidence:** conflicting (entity_msg, the body of /register). Oregon in the sample of this page, OR in Sila's Postman collection. Chosen, any text.
       */
      state?: string;
      /** @description Postal code. A wrong one is refused as `invalid_postal_code`. */
      postal_code?: string;
      /**
       * @description Country, `US` in every sample.
       *
       * **Evidence:** example (entity_msg, the body of /register).
       */
      country?: string;
    };
    /**
     * @description How to reach the end user.
     *
     * **Evidence:** conflicting (entity_msg, the body of /register). This page marks it as required; the PHP SDK's test registers a business without it and expects success. Chosen, optional, and so are its members.
     */
    RegisterContact: {
      /** @description Your name for the contact. */
      contact_alias?: string;
      /**
       * @description Phone number of the USA, ten digits with or without hyphens. Needed to pass verification.
       *
       * **Evidence:** example (entity_msg, the body of /register). The pattern that a message about bad numbers mentions is not published.
       */
      phone?: string;
      /**
       * Format: email
       * @description E-mail address in a domain that exists. Needed to pass verification.
       */
      email?: string;
    };
    /** @description The end user, a person unless `type` says business. */
    RegisterEntity: components['schemas']['IndividualEntity'] | components['schemas']['BusinessEntity'];
    /** @description Who asks, for which new handle, and when. Part of the JSON body, not of the HTTP headers. */
    RegisterHeader: {
      created: components['schemas']['RequestTime'];
      /** @description Handle of your app. */
      app_handle: string;
      /** @description The handle to create. It is new within your app and matches a pattern that Sila does not publish; answers may return it in lower case. */
      user_handle: string;
      /** @description Any value of your own. The answer repeats it; one is assigned when it is absent. */
      reference?: string;
      version?: components['schemas']['ApiVersion'];
      /**
       * @description Kind of blockchain, `ETH`. Older clients send it; it is not needed.
       *
       * **Evidence:** conflicting (header, the object in every body). Required on this page, absent from all newer ones and from Sila's own Postman collection. Chosen, optional.
       */
      crypto?: string;
    };
    /**
     * @description An identity document of a person, by its number.
     *
     * **Evidence:** sdk (Sila SDK for JavaScript). In two SDKs only; no page mentions it.
     */
    RegisterIdDocument: {
      /** @description Kind of document, such as `id_drivers_license`. */
      doc_type?: string;
      /** @description Number of the document. */
      doc_id?: string;
      /** @description State that issued it. */
      doc_state?: string;
      /** @description Country that issued it. */
      doc_country?: string;
    };
    /** @description The number that a tax office knows the end user by. */
    RegisterIdentity: {
      /**
       * @description Kind of number, `SSN` for persons, `EIN` for businesses. Those listed have been seen; others are possible.
       *
       * **Evidence:** sdk (Sila SDK for Java). The page has SSN; EIN is in every SDK, ITIN in this one only.
       */
      identity_alias: ('SSN' | 'EIN' | 'ITIN') | (string & {});
      /**
       * @description The number's nine digits, with or without hyphens. The pattern that Sila checks is not published.
       *
       * **Evidence:** conflicting (Sila's Postman collection for token authentication). The page has digits only, the Postman collection has hyphens (3-2-4 for SSN, 2-7 for EIN). Chosen, any text.
       */
      identity_value: string;
    };
    /** @description A new end user. */
    RegisterRequest: {
      header: components['schemas']['RegisterHeader'];
      /**
       * @description Name of this kind of body. Older clients send it; it is not needed.
       * @constant
       */
      message?: 'entity_msg';
      address?: components['schemas']['RegisterAddress'];
      identity?: components['schemas']['RegisterIdentity'];
      contact?: components['schemas']['RegisterContact'];
      crypto_entry?: components['schemas']['CryptoEntry'];
      id_document?: components['schemas']['RegisterIdDocument'];
      entity: components['schemas']['RegisterEntity'];
    };
    /**
     * @description The end user has been created.
     *
     * **Evidence:** sdk (Sila SDK for PHP, with tests that run against the sandbox). What the SDK's tests assert. The page's own sample could not be read.
     */
    RegisterResponse: {
      /**
       * @description Always true.
       *
       * **Evidence:** assumed (/check_handle). On the page of check_handle, and on most others; not shown for this operation, hence optional.
       * @constant
       */
      success?: true;
      /** @description Outcome in a word; `SUCCESS` is the value seen. */
      status: 'SUCCESS' | (string & {});
      /** @description Text for people. Do not branch on it. */
      message: string;
      /** @description The request's `header.reference`, or the one assigned in its place. */
      reference?: string;
      /**
       * @description Sila's own id of the request.
       *
       * **Evidence:** assumed (/kyc). Newer pages show it on other operations; not shown for this one, hence optional.
       */
      sila_reference_id?: string;
      /** @description Milliseconds that the server took, as a string of digits. */
      response_time_ms?: string;
      /**
       * Format: uuid
       * @description UUID of the new business. Absent for a person.
       *
       * **Evidence:** sdk (Sila SDK for Python).
       */
      business_uuid?: string;
    };
    /** @description Who asks, for which end user, and when. Part of the JSON body, not of the HTTP headers. */
    RequestHeader: {
      created: components['schemas']['RequestTime'];
      /** @description Handle of your app. */
      app_handle: string;
      /** @description Handle of the end user, as given to `register`. */
      user_handle: string;
      /** @description Any value of your own. The answer repeats it; one is assigned when it is absent. */
      reference?: string;
      version?: components['schemas']['ApiVersion'];
    };
    /**
     * @description Time of the request, Unix seconds. Not in the future, and not more than five minutes (300 seconds) in the past.
     *
     * **Evidence:** conflicting (/kyc). This page and all other KYC pages say seconds, the page of the header object says nanoseconds. Chosen, seconds.
     */
    RequestTime: number;
    /**
     * @description The verification run of one entity.
     *
     * **Evidence:** example (/kyc).
     */
    VerificationId: {
      /** @description Handle of the end user. */
      entity: string;
      /**
       * Format: uuid
       * @description UUID of the run, which other operations call `verification_uuid`.
       */
      verification_id: string;
    };
    /**
     * @description Why the run came out as it did, lists of texts under a key. Not to be shown to the end user.
     *
     * **Evidence:** conflicting (/get_verifications/<verification_uuid>). The newer sample has the one key for_kyc_response and an empty list; the older one has the entity's handle as key and is said never to be empty. Chosen, any key and any length.
     */
    VerificationReasons: {
      [key: string]: string[];
    };
    /**
     * @description Where a run stands. `passed` and `failed` are final; any other turns into failed after 30 days without a change. The four that begin with `member_` are of businesses. Those listed have been seen; others are possible.
     *
     * **Evidence:** example (/get_verifications). The page has a table of statuses that no readable copy reaches; the values are from pages and samples around it.
     */
    VerificationStatus:
      | (
          | 'pending'
          | 'passed'
          | 'failed'
          | 'review'
          | 'documents_required'
          | 'documents_received'
          | 'member_unverified'
          | 'member_pending'
          | 'member_review'
          | 'member_failed'
        )
      | (string & {});
    /**
     * @description A verification run in short.
     *
     * **Evidence:** example (/get_verifications).
     */
    VerificationSummary: {
      /**
       * Format: uuid
       * @description UUID of the run, which `kyc` and `getVerification` return as `verification_id`.
       */
      verification_uuid: string;
      /**
       * Format: uuid
       * @description UUID of the KYC Flow.
       */
      flow: string;
      verification_status: components['schemas']['VerificationStatus'];
      /**
       * @description When `kyc` was called. Unix seconds if it is a number.
       *
       * **Evidence:** conflicting (/get_verifications). A quoted placeholder for a timestamp here, an integer of Unix seconds on the page of a single run. Chosen, either.
       */
      requested_at: number | (string & {});
    };
  };
  responses: {
    /**
     * @description The body breaks a rule, for example has no `header`, or one whose `created` is not within the past five minutes.
     *
     * **Evidence:** assumed (Sila Money (API Evangelist), with the one published error body of the live API). Seen on the live API for check_handle and, in the tests of Sila's SDKs, for many operations. No source shows it for this one.
     */
    BadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['BadRequest'];
      };
    };
    /** @description The bearer token is malformed or belongs to the other environment (sandbox, production), or HTTP Basic was sent in its place. Which status a wrong signature gets here is not documented. */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['AuthenticationFailure'];
      };
    };
    /** @description The end user's data does not suffice (no `error_code`), or the end user has failed verification twice within the past 30 days (`KYC_ATTEMPTS_EXCEEDED`). */
    KycBadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['KycBadRequest'];
      };
    };
    /** @description No KYC Flow has this UUID (`KYC_FLOW_DNE`). */
    KycFlowNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['KycFlowDoesNotExist'];
      };
    };
    /** @description The flow is not approved (`KYC_FLOW_NOT_APPROVED`), a request of the past 15 minutes is still pending (`KYC_REQUEST_DUPLICATE_PENDING`), the end user has passed within the past 30 days (`RECENTLY_PASSED_ID_VERIFICATION`), or the credentials do not open the operation (no `error_code`). */
    KycForbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['KycForbidden'];
      };
    };
    /**
     * @description The handle is taken, or a member of the body is missing or breaks a rule. `validation_details` says which.
     *
     * **Evidence:** sdk (Sila SDK for PHP, with tests that run against the sandbox). The texts in the examples are from the page on mock failures; under which members they stand is assumed.
     */
    RegisterBadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['BadRequest'];
      };
    };
    /**
     * @description The bearer token has expired or was issued to another app than the one that the request names, or the app's signature is wrong.
     *
     * **Evidence:** sdk (Sila SDK for PHP, with tests that run against the sandbox). The failures of a token are documented on the page about it; the one of a signature is in the SDK's tests.
     */
    RegisterUnauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['AuthenticationFailure'];
      };
    };
    /** @description More requests than the limit of the endpoint allows. No source shows a body. */
    TooManyRequests: {
      headers: {
        /** @description The quota, then its window in seconds and a comment, such as `1, 1;window=86400;comment="rolling 1 day"`. */
        'RateLimit-Limit'?: string;
        /** @description How many requests are left in the window. */
        'RateLimit-Remaining'?: number;
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description The bearer token has expired, or was issued to another app than the one that the request names. Which status a wrong signature gets here is not documented. */
    Unauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['AuthenticationFailure'];
      };
    };
  };
  parameters: {
    /** @description UUID of the run, as `kyc` (there `verification_id`) and `getVerifications` return it. */
    verificationUuid: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  authToken: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Which app asks. */
    requestBody: {
      content: {
        'application/json': components['schemas']['AuthTokenRequest'];
      };
    };
    responses: {
      /** @description The token, new or still valid. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuthTokenResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      /**
       * @description The client id or secret is missing or wrong. No source shows a body.
       *
       * **Evidence:** assumed (/auth_token). No readable copy of the page has its failures. 401 is what HTTP has for refused Basic credentials.
       */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      429: components['responses']['TooManyRequests'];
    };
  };
  register: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description The new handle, and what is known about the end user. */
    requestBody: {
      content: {
        'application/json': components['schemas']['RegisterRequest'];
      };
    };
    responses: {
      /**
       * @description The end user exists under the handle. No verification has been started.
       *
       * **Evidence:** sdk (Sila SDK for PHP, with tests that run against the sandbox).
       */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RegisterResponse'];
        };
      };
      400: components['responses']['RegisterBadRequest'];
      401: components['responses']['RegisterUnauthorized'];
      403: components['responses']['Forbidden'];
    };
  };
  kyc: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Which end user, and which KYC Flow. */
    requestBody: {
      content: {
        'application/json': components['schemas']['KycRequest'];
      };
    };
    responses: {
      /** @description The run has started. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KycResponse'];
        };
      };
      400: components['responses']['KycBadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['KycForbidden'];
      404: components['responses']['KycFlowNotFound'];
    };
  };
  getVerifications: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Which end user. */
    requestBody: {
      content: {
        'application/json': components['schemas']['HeaderOnlyRequest'];
      };
    };
    responses: {
      /** @description The runs. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GetVerificationsResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
    };
  };
  getVerification: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description UUID of the run, as `kyc` (there `verification_id`) and `getVerifications` return it. */
        verification_uuid: components['parameters']['verificationUuid'];
      };
      cookie?: never;
    };
    /** @description Which end user the run is of. */
    requestBody: {
      content: {
        'application/json': components['schemas']['HeaderOnlyRequest'];
      };
    };
    responses: {
      /** @description The run. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GetVerificationResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /**
       * @description The end user has no run with this UUID. No source shows a body.
       *
       * **Evidence:** assumed (/get_verifications/<verification_uuid>). No readable copy of the page has its failures. 404 is what the API answers for an unknown KYC Flow.
       */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      429: components['responses']['TooManyRequests'];
    };
  };
}
