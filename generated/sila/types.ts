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
     *
     * **Source:** [/auth_token](https://docs.silamoney.com/docs/auth_token).
     */
    post: AuthTokenOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/check_handle': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask whether a handle is free
     * @description Tells whether a handle can be given to a new end user, to be asked before `register`. The HTTP status is 200 in either case: `success` is false for a handle that is in use.
     *
     * **Evidence:** conflicting ([/check_handle](https://docs.silamoney.com/docs/check_handle)). Newer copies ask for both signatures, in words that other pages share, while their sample, the older copies and Sila's Postman collection have the app's alone. Chosen, the app's alone, since a free handle has no key yet.
     */
    post: CheckHandleOperation;
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
     * @description Creates an end user, a person or a business, under a handle of your choice (`checkHandle` tells whether it is free), with the data that verification will need. It does not start the verification: `kyc` does. Before that, missing data can be added (`addIdentity`, for example) and wrong data changed.
     *
     * One SSN serves for one person in production; newer pages ask for unique SSNs and EINs in the sandbox too. With what status, and in what body, a second one is refused is not published.
     *
     * In the sandbox certain values decide how a later verification comes out: the tables stand under the tags KYC and Classic KYC.
     *
     * **Source:** [/register](https://docs.silamoney.com/docs/register).
     */
    post: RegisterOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/get_entity': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Read what is registered about an end user
     * @description Returns an end user's name and date, addresses, identities (masked), e-mail addresses and phone numbers, each of the latter four with the UUID that updating and deleting it takes. For a person it also has the roles in businesses, with the token that certifying a beneficial owner takes; for a business, the persons who have a role in it.
     *
     * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
     */
    post: GetEntityOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/get_entities': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * List the app's end users
     * @description Lists the end users of the app, persons and businesses apart, a page at a time.
     *
     * **Source:** [/get_entities](https://docs.silamoney.com/docs/get_entities).
     */
    post: GetEntitiesOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/add/email': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add an e-mail address
     * @description Adds an e-mail address to an end user.
     *
     * **Source:** [/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data).
     */
    post: AddEmailOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/add/phone': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add a phone number
     * @description Adds a phone number to an end user.
     *
     * **Source:** [/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data).
     */
    post: AddPhoneOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/add/identity': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add an identity
     * @description Adds an identity (SSN or EIN) to an end user who has none of its kind. A second one of a kind is refused. With what status, and in what body, it is refused is not published.
     *
     * **Source:** [/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data).
     */
    post: AddIdentityOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/add/address': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add an address
     * @description Adds an address to an end user.
     *
     * **Source:** [/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data).
     */
    post: AddAddressOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/update/email': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change an e-mail address
     * @description Replaces an e-mail address of an end user. A passed verification stays good.
     *
     * **Source:** [/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data).
     */
    post: UpdateEmailOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/update/phone': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change a phone number
     * @description Replaces a phone number of an end user. A passed verification stays good.
     *
     * **Source:** [/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data).
     */
    post: UpdatePhoneOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/update/identity': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change an identity
     * @description Replaces an identity of an end user. The change is refused while a verification is pending and after one has passed. With what status, and in what body, it is refused is not published.
     *
     * **Source:** [/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data).
     */
    post: UpdateIdentityOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/update/address': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change an address
     * @description Changes an address of an end user. The change is refused while a verification is pending and for 30 days after one has passed. With what status, and in what body, it is refused is not published. After a passed verification the change calls for a new one, with `kyc`.
     *
     * **Evidence:** conflicting ([/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data)). The oldest copy has no such rule; the newer ones refuse the change after a pass in one sentence and for 30 days after it in the next. Chosen, refused while pending and for the 30 days.
     */
    post: UpdateAddressOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/update/entity': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change name, date or business data
     * @description Changes the name or birthdate of a person, or the name, date of incorporation or other data of a business. What the request leaves out stays. The change is refused while a verification is pending. With what status, and in what body, it is refused is not published. After a passed verification the change calls for a new one, with `kyc`.
     *
     * **Evidence:** conflicting ([/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data)). Older copies refuse the change after a pass too, newer ones only while a verification is pending. Chosen, the newer.
     */
    post: UpdateEntityOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/delete/email': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Delete an e-mail address
     * @description Deletes an e-mail address of an end user. That is refused while a verification is pending. With what status, and in what body, it is refused is not published.
     *
     * For a UUID that no such entry has, the sandbox of 2020 answered a success as well, with another message.
     *
     * **Evidence:** conflicting ([/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data)). Only the newest generation of the page (partner Priority) has the rule, older ones have none. Chosen, the newest.
     */
    post: DeleteEmailOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/delete/phone': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Delete a phone number
     * @description Deletes a phone number of an end user. That is refused while a verification is pending. With what status, and in what body, it is refused is not published.
     *
     * For a UUID that no such entry has, the sandbox of 2020 answered a success as well, with another message.
     *
     * **Evidence:** conflicting ([/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data)). Only the newest generation of the page (partner Priority) has the rule, older ones have none. Chosen, the newest.
     */
    post: DeletePhoneOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/delete/identity': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Delete an identity
     * @description Deletes an identity of an end user. That is refused while a verification is pending and after one has passed, and for a business also while its status is one of those that begin with `member_`. With what status, and in what body, it is refused is not published.
     *
     * For a UUID that no such entry has, the sandbox of 2020 answered a success as well, with another message.
     *
     * **Evidence:** conflicting ([/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data)). The rule for businesses is in the newest generation of the page (partner Priority) only. Chosen, the newest.
     */
    post: DeleteIdentityOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/delete/address': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Delete an address
     * @description Deletes an address of an end user. That is refused while a verification is pending and after one has passed, and for a business also while its status is one of those that begin with `member_`. With what status, and in what body, it is refused is not published.
     *
     * For a UUID that no such entry has, the sandbox of 2020 answered a success as well, with another message.
     *
     * **Evidence:** conflicting ([/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data)). Only the newest generation of the page (partner Priority) has the rules, older ones have none. Chosen, the newest.
     */
    post: DeleteAddressOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/get_business_types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * List the kinds of businesses
     * @description Returns the kinds of businesses that Sila knows, for `entity.business_type` or `entity.business_type_uuid` of `register`.
     *
     * Which members a business needs depends on its kind. With partner Priority a sole proprietorship has exactly one beneficial owner with 100 %, the owners of a partnership have 50 % together, a non-profit has four owners at most, and trusts and unincorporated associations are not supported; for the other kinds owners are optional. Before Priority, corporations, non-profits, partnerships, LLC, LLP and LP have to link and certify every owner of more than 25 %, and the other kinds none.
     *
     * **Source:** [/get_business_types](https://docs.silamoney.com/docs/get_business_types).
     */
    post: GetBusinessTypesOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/get_business_roles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * List the roles in a business
     * @description Returns the roles that `linkBusinessMember` can give a person in a business. An `administrator` links the others and certifies; a `controlling_officer` can sign for the business, which needs at least one at any time; a `beneficial_owner` owns a share of it.
     *
     * **Source:** [/get_business_roles](https://docs.silamoney.com/docs/get_business_roles).
     */
    post: GetBusinessRolesOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/get_naics_categories': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * List the industries of businesses
     * @description Returns the industries of the North American classification (NAICS), for `entity.naics_code` of `register`, which every business needs.
     *
     * **Source:** [/get_naics_categories](https://docs.silamoney.com/docs/get_naics_categories).
     */
    post: GetNaicsCategoriesOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/link_business_member': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give a person a role in a business
     * @description Gives a person a role in a business, one role a request; a person may have several roles, and roles in several businesses. Only persons can be members: where a business owns a part of another, one of its people stands for it.
     *
     * With partner Priority the administrator comes first: `header.user_handle` links itself as `administrator`, and then links the others by `member_handle`. All members, with every role that the kind of business needs, have to be linked before `kyc` is called for the business, which verifies them all. A member whose own verification has already begun has to have passed before being linked. Before Priority each person could link itself.
     *
     * **Source:** [/link_business_member](https://docs.silamoney.com/docs/link_business_member).
     */
    post: LinkBusinessMemberOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/unlink_business_member': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take a role in a business from a person
     * @description Takes one role in a business from a person. The only controlling officer cannot be unlinked; another has to be linked before. Unlinking a beneficial owner of a certified business lets its certification end 30 days later, so that it has to be certified again.
     *
     * **Source:** [/unlink_business_member](https://docs.silamoney.com/docs/unlink_business_member).
     */
    post: UnlinkBusinessMemberOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/certify_beneficial_owner': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Certify a beneficial owner
     * @description An administrator of the business (`header.user_handle`) certifies that the data of a beneficial owner are right. The business has to have passed verification, and the token of the owner comes from `getEntity` of the owner. With partner Priority every linked owner has to be certified, before Priority those of the kinds of businesses whose `requires_certification` is true.
     *
     * **Source:** [/certify_beneficial_owner](https://docs.silamoney.com/docs/certify_beneficial_owner).
     */
    post: CertifyBeneficialOwnerOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/certify_business': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Certify a business
     * @description An administrator of the business (`header.user_handle`) certifies that all owners of a quarter or more are registered, linked and certified. The business and all its members have to have passed verification, and every beneficial owner has to be certified; a business without owners is certified directly. Only a certified business can transact, where its kind needs certification; `checkKyc` tells.
     *
     * **Source:** [/certify_business](https://docs.silamoney.com/docs/certify_business).
     */
    post: CertifyBusinessOperation;
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
     * Start a verification for an end user
     * @description Starts Advanced KYC for an end user who has been created with `register`, with a KYC Flow that has been set up in the Sila console and approved by Sila. The verification goes on after the answer: read its result with `getVerifications` or `getVerification`.
     *
     * With partner Priority the operation also creates the end user's wallet, which stays frozen until verification has passed; its UUID comes with the webhook `kyc_status`.
     *
     * For a business, the members are linked before (`linkBusinessMember`): at least one controlling officer, with Priority the administrator first, and every role that the kind of business needs, all of its owners' shares included. Called for the business, the operation starts one verification for the business and one for each member; a member who has passed already is not verified again. A business that has passed still has to be certified (`certifyBusiness`).
     *
     * Rules of time, per entity: no second request within 15 minutes while the first is pending; none within 30 days of a passed verification; none after two failed ones within 30 days. A verification that rests in any status but passed or failed (waiting for documents, for example) expires after 30 days: it turns failed and counts as one of the two.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    post: KycOperation;
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
     * List the verifications of an end user
     * @description Returns every verification of one end user with its UUID and status. `getVerification` has the details of one. No source shows paging.
     *
     * **Source:** [/get_verifications](https://docs.silamoney.com/docs/get_verifications).
     */
    post: GetVerificationsOperation;
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
     * Read one verification of an end user
     * @description Returns one verification in detail. Sila asks not to poll it but to receive webhooks, and may limit its rate. Do not show `reasons` to the end user.
     *
     * **Source:** [/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification).
     */
    post: GetVerificationOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/resume_verification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Go on with a verification that waits
     * @description Makes a verification that waits go on, after the end user's data has been corrected (`update` is `entity`) or documents have been uploaded (`document`). The webhook `kyc_action` and `kyc_action` of `getVerification` tell which of the two is asked for. In the sandbox it also lifts what made the verification stop there, so that the verification passes.
     *
     * The newest pages, of partner Priority, do not mention the operation: there an upload for the verification makes it go on by itself.
     *
     * **Evidence:** conflicting ([/resume_verification](https://docs.silamoney.com/docs/resume_verification)). Four copies of this page and Sila's Postman collection for ECDSA have the operation; Sila's newer collection and the newest page of /kyc do without it. A customer's fork of the Java SDK added it in June 2025, beside classes of partner Priority, for the documents of members of a business. Chosen, the operation, since nothing says that it is gone.
     */
    put: ResumeVerificationOperation;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/documents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Upload documents of an end user
     * @description Uploads one document as the part `file`, or several as `file_1`, `file_2` and so on. The part `data` describes them in JSON; with ECDSA it is the exact text of this part that is signed. The whole request may have up to 20 MB. A URL in place of a file is not accepted. Let the HTTP client set Content-Type, so that it names the boundary.
     *
     * What is wanted depends on the time. With partner Priority, front and back of a driver's license or a state ID, any other document once; an upload makes the verification go on, and review takes about a day. Before, with Advanced KYC, one driver's license, state ID or passport of a person, then `resumeVerification`; with classic KYC, review within two business days. In the sandbox of classic KYC the verification passes two minutes after the upload.
     *
     * **Evidence:** conflicting ([/documents](https://docs.silamoney.com/docs/documents)). 20 MB are the file's in older copies of the page, the request's in newer ones; chosen, the smaller limit. Older copies exclude documents of businesses and want two calls for front and back, the newest ones speak of KYC or KYB and of two sides for licenses and state IDs only; both are told. The two minutes are from the page on triaging failures.
     */
    post: UploadDocumentsOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/list_documents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * List the documents of an end user
     * @description Returns what has been uploaded for one end user, page by page, all of it or what the body's filters let pass. `getDocument` returns the file of an entry.
     *
     * **Source:** [/list_documents](https://docs.silamoney.com/docs/list_documents).
     */
    post: ListDocumentsOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/get_document': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Download a document of an end user
     * @description Returns the file of one document, just as it was uploaded: the answer's body is the file, and its Content-Type is what the file is. Only failures are JSON.
     *
     * **Source:** [/get_document](https://docs.silamoney.com/docs/getdocument).
     */
    post: GetDocumentOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/document_types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * List the types of documents
     * @description Returns the types of documents that Sila knows, page by page, for `document_type` of `uploadDocuments` and `doc_types` of `listDocuments`. There are about 28, more than a page has by default: ask for 100 to get them all. What Sila takes for a given verification is another matter.
     *
     * **Source:** [/document_types](https://docs.silamoney.com/docs/document_types).
     */
    post: DocumentTypesOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/request_kyc': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Start a classic verification of an end user
     * @description Starts classic KYC for an end user who has been created with `register`, for apps that do not use Advanced KYC (`kyc`). A business gets KYB by itself. The verification goes on after the answer, on average for 33 seconds: wait for the webhook `kyc`, then read the result with `checkKyc`.
     *
     * Two attempts are all there are. How a third is refused is not documented.
     *
     * **Source:** [/request_kyc](https://docs.silamoney.com/docs/request_kyc).
     */
    post: RequestKycOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/check_kyc': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Read the result of classic verification
     * @description Returns how the classic verification of an end user stands. HTTP 200 alone does not mean passed: `success` is true and `status` SUCCESS only for an end user who may go on. Before verification has been requested, while it is pending, after it has failed, and for a business that has passed but is not certified, the answer is 200 too, with `success` false and `status` FAILURE; `verification_status` tells them apart.
     *
     * Sila asks not to poll the operation but to receive the webhook `kyc`.
     *
     * **Evidence:** conflicting ([/check_kyc](https://docs.silamoney.com/docs/check_kyc)). Every copy of this page wants both signatures; Sila's Postman collection and the C# SDK, whose tests pass, send the app's alone. Chosen, either, both first. The 200 with FAILURE is in the tests of three SDKs.
     */
    post: CheckKycOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/check_partner_kyc': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Read the verification result of a partner app's end user
     * @description Returns how the verification of an end user of another app stands, for an app that serves the same people. Both handles have to be known, and Sila's support has to connect the two apps first. As with `checkKyc`, HTTP 200 alone does not mean passed.
     *
     * **Source:** [/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc).
     */
    post: CheckPartnerKycOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/check_kyc/{verification_id}/required_document_types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Ask which documents a verification needs
     * @description Tells which types of documents a classic verification needs to go on. No page mentions the operation and no source shows its answer: it is known from Sila's Postman collections alone.
     *
     * It is a GET with a JSON body. HTTP gives such a body no meaning, and OpenAPI 3.1 allows it with a warning: browsers and `fetch` refuse to send it, proxies may drop it. That is how Sila sends it, so it stands.
     *
     * **Evidence:** sdk ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)). The collection for ECDSA has it too, signed by app and end user.
     */
    get: RequiredDocumentTypesOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/get_webhooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * List the events sent to webhooks
     * @description Returns the events that Sila has sent, or tried to send, to the app's webhooks, with every answer that it got, page by page. `retryWebhook` sends one again.
     *
     * **Source:** [/get_webhooks](https://docs.silamoney.com/docs/get_webhooks).
     */
    post: GetWebhooksOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/0.2/retry_webhook': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send an event to its webhook again
     * @description Sends one event again to the webhook that did not take it in. The Sila console can do the same. What is answered when the webhook fails again, or when there is no such event, is not documented.
     *
     * **Evidence:** conflicting ([/retry_webhook](https://docs.silamoney.com/docs/retry_webhook)). This page, Sila's Postman collections and the SDKs for C# and Java use the app's signature alone, the SDKs for JavaScript and Python add the end user's. Chosen, the app's.
     */
    post: RetryWebhookOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface webhooks {
  kyc_status: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A verification has passed or failed
     * @description Sent to your application when a verification of Advanced KYC reaches passed or failed. For what happens in between there is `kyc_action`.
     *
     * Answer 200. A 4xx or 5xx makes Sila send the event again, as often and as far apart as the console is set to; a 3xx fails it at once. After 15 failed events in a row the endpoint is switched off.
     *
     * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
     */
    post: OnKycStatusOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  kyc_action: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A verification needs something
     * @description Sent to your application when a verification of Advanced KYC waits for something, corrected data or a document, and by older copies of the page also when Sila reviews it. `kyc_status` tells when it is over.
     *
     * Answer 200. A 4xx or 5xx makes Sila send the event again, as often and as far apart as the console is set to; a 3xx fails it at once. After 15 failed events in a row the endpoint is switched off.
     *
     * **Evidence:** conflicting ([Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference)). Older copies of the page have it sent for documents_required and review, the newest for documents_required alone. Chosen, both.
     */
    post: OnKycActionOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  kyc: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The result of a classic verification
     * @description Sent to your application when a classic verification (`requestKyc`) has come to a result. On `failed` or `review`, `checkKyc` has the reasons.
     *
     * Answer 200. A 4xx or 5xx makes Sila send the event again, as often and as far apart as the console is set to; a 3xx fails it at once. After 15 failed events in a row the endpoint is switched off.
     *
     * **Evidence:** conflicting ([Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference)). The text says that completed verifications alone are told, the sample is of a pending one. Chosen, any status.
     */
    post: OnKycOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface components {
  schemas: {
    /**
     * @description A bearer token and when it ends.
     *
     * **Source:** [Migrating from ECDSA to JWT Auth Token](https://docs.silamoney.com/docs/migrating-from-ecdsa-to-jwt-auth-token).
     */
    AccessToken: AccessToken;
    /**
     * @description An address for an end user. `address_alias` may be empty.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The readme of this SDK until October 2020 marks all but the second line as needed, and says that the alias may be empty, as it is in Sila's Postman collection. The SDKs' tests show that an address with none of them gets 400.
     */
    AddAddressRequest: AddAddressRequest;
    /**
     * @description An e-mail address for an end user.
     *
     * **Source:** [/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data).
     */
    AddEmailRequest: AddEmailRequest;
    /**
     * @description An identity for an end user who has none of its kind.
     *
     * **Evidence:** sdk ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)).
     */
    AddIdentityRequest: AddIdentityRequest;
    /**
     * @description A phone number for an end user.
     *
     * **Evidence:** sdk ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)).
     */
    AddPhoneRequest: AddPhoneRequest;
    /**
     * @description The address as it is registered now.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    AddressResponse: AddressResponse;
    /**
     * @description Version of the API, `0.2`, also written `v0.2` or `V0.2`. May be absent, never null.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     * @example 0.2
     */
    ApiVersion: ApiVersion;
    /**
     * @description The header, with `app_handle` or with its older name `auth_handle`.
     *
     * **Source:** [/auth_token](https://docs.silamoney.com/docs/auth_token).
     */
    AppHeader: AppRequestHeader | OlderAppRequestHeader;
    /**
     * @description Which app asks.
     *
     * **Evidence:** conflicting ([/document_types](https://docs.silamoney.com/docs/document_types)). Every copy of this page has auth_handle in the header, Sila's Postman collections and the SDKs have app_handle. Chosen, either. The page shows nothing else in the body; that more is refused is not said, so the object is open.
     */
    AppHeaderOnlyRequest: AppHeaderOnlyRequest;
    /**
     * @description Which app asks, and when.
     *
     * **Evidence:** conflicting ([/auth_token](https://docs.silamoney.com/docs/auth_token)). The newest copy of the page has app_handle; older copies and Sila's own Postman collection have auth_handle. Chosen, this header or the older one.
     */
    AppRequestHeader: AppRequestHeader;
    /**
     * @description Which app asks for a token.
     *
     * **Source:** [/auth_token](https://docs.silamoney.com/docs/auth_token).
     */
    AuthTokenRequest: AuthTokenRequest;
    /**
     * @description The token and when it ends.
     *
     * **Evidence:** example ([/auth_token](https://docs.silamoney.com/docs/auth_token)). The sample is cut inside access_token in every readable copy; more members may follow.
     */
    AuthTokenResponse: AuthTokenResponse;
    /**
     * @description The credentials were refused. No source shows an `error_code` with it.
     *
     * **Evidence:** assumed ([Authenticating with an Auth Token](https://docs.silamoney.com/docs/authenticating-with-an-access-token)). The page gives the status and the message of each failure, not the body around the message. That it is the body of all failures is assumed; the PHP SDK's tests see it so for a wrong signature.
     */
    AuthenticationFailure: AuthenticationFailure;
    /**
     * @description The request was refused for what its body says or lacks. No source shows an `error_code` with it.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). Asserted for register and others, and seen in a live answer of check_handle.
     */
    BadRequest: BadRequest;
    /**
     * @description An end user that is a business.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    BusinessDetails: BusinessDetails;
    /**
     * @description What a header about a business has besides.
     *
     * **Source:** [/link_business_member](https://docs.silamoney.com/docs/link_business_member).
     */
    BusinessHandle: BusinessHandle;
    /**
     * @description The header of a request about a business and its members, with the handle of the business beside that of who asks.
     *
     * **Source:** [/link_business_member](https://docs.silamoney.com/docs/link_business_member).
     */
    BusinessHeader: BusinessHeader;
    /**
     * @description Which business, and who asks.
     *
     * **Source:** [/certify_business](https://docs.silamoney.com/docs/certify_business).
     */
    BusinessHeaderOnlyRequest: BusinessHeaderOnlyRequest;
    /**
     * @description A member of a business, and how the member's verification stands.
     *
     * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)).
     */
    BusinessMember: BusinessMember;
    /**
     * @description What has become of a role. Where there was nothing to do, `success` is true or false; sources disagree.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). As its tests and readmes of the SDKs show it.
     */
    BusinessMemberResponse: BusinessMemberResponse;
    /**
     * @description What a person is in a business. Sila lists these three; others may be added.
     *
     * **Source:** [/get_business_roles](https://docs.silamoney.com/docs/get_business_roles).
     * @example controlling_officer
     */
    BusinessRole: BusinessRole;
    /**
     * @description A role that a person can have in a business.
     *
     * **Source:** [/get_business_roles](https://docs.silamoney.com/docs/get_business_roles).
     */
    BusinessRoleDetails: BusinessRoleDetails;
    /**
     * @description The roles that a person can have in a business.
     *
     * **Source:** [/get_business_roles](https://docs.silamoney.com/docs/get_business_roles).
     */
    BusinessRolesResponse: BusinessRolesResponse;
    /**
     * @description A business in short.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    BusinessSummary: BusinessSummary;
    /**
     * @description A kind of business.
     *
     * **Source:** [/get_business_types](https://docs.silamoney.com/docs/get_business_types).
     */
    BusinessType: BusinessType;
    /**
     * @description The kinds of businesses.
     *
     * **Source:** [/get_business_types](https://docs.silamoney.com/docs/get_business_types).
     */
    BusinessTypesResponse: BusinessTypesResponse;
    /**
     * @description A certification of a business.
     *
     * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)).
     */
    Certification: Certification;
    /**
     * @description The certification has been recorded.
     *
     * **Evidence:** example ([/certify_business](https://docs.silamoney.com/docs/certify_business)).
     */
    CertifiedResponse: CertifiedResponse;
    /**
     * @description Which owner of which business is certified.
     *
     * **Source:** [/certify_beneficial_owner](https://docs.silamoney.com/docs/certify_beneficial_owner).
     */
    CertifyBeneficialOwnerRequest: CertifyBeneficialOwnerRequest;
    /**
     * @description Name of a check. Those listed have been seen; others are possible.
     *
     * **Evidence:** example ([/kyc](https://docs.silamoney.com/docs/kyc)). This page names address and birthdate, the page of a single verification priority_kyc. The whole list is not published.
     * @example address
     */
    Check: Check;
    /**
     * @description Whether the handle is free. `success` tells; the HTTP status is 200 in either case.
     *
     * **Source:** [/check_handle](https://docs.silamoney.com/docs/check_handle).
     */
    CheckHandleResponse: HandleAvailable | HandleTaken;
    /**
     * @description The end user has not passed, or not yet, or is a business that has passed and still needs to be certified.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    CheckKycNotPassed: CheckKycNotPassed;
    /**
     * @description The end user has passed.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    CheckKycPassed: CheckKycPassed;
    /**
     * @description Which end user. With `kyc_level`, only verifications of that level count; without it, the last one that is not pending.
     *
     * **Evidence:** conflicting ([/check_kyc](https://docs.silamoney.com/docs/check_kyc)). All copies of the page but the newest explain `kyc_level`. Chosen, optional. The table of the body could not be read, so the object is open.
     */
    CheckKycRequest: CheckKycRequest;
    /**
     * @description How the classic verification of an end user stands. `success`, or `status`, tells the two apart.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    CheckKycResponse: CheckKycPassed | CheckKycNotPassed;
    /**
     * @description What both outcomes have in common.
     *
     * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). The page's own sample could not be read. The Python SDK's tests assert status and history.
     */
    CheckKycResult: CheckKycResult;
    /**
     * @description The end user has not passed, or not yet.
     *
     * **Evidence:** example ([/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc)).
     */
    CheckPartnerKycNotPassed: CheckPartnerKycNotPassed;
    /**
     * @description The end user has passed.
     *
     * **Evidence:** example ([/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc)).
     */
    CheckPartnerKycPassed: CheckPartnerKycPassed;
    /**
     * @description Which end user of which app.
     *
     * **Evidence:** conflicting ([/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc)). The text of the page speaks of auth_handle in the header, its samples have app_handle. Chosen, either. The page shows nothing else in the body; that more is refused is not said, so the object is open.
     */
    CheckPartnerKycRequest: CheckPartnerKycRequest;
    /**
     * @description How the verification of a partner's end user stands. `success`, or `status`, tells the two apart.
     *
     * **Evidence:** example ([/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc)).
     */
    CheckPartnerKycResponse: CheckPartnerKycPassed | CheckPartnerKycNotPassed;
    /**
     * @description What both outcomes have in common.
     *
     * **Evidence:** example ([/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc)).
     */
    CheckPartnerKycResult: CheckPartnerKycResult;
    /**
     * @description Which verification, of whom, and how it stands.
     *
     * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
     */
    ClassicKycDetails: ClassicKycDetails;
    /**
     * @description A classic verification has come to a result.
     *
     * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
     */
    ClassicKycEvent: ClassicKycEvent;
    /**
     * @description How thoroughly the end user is verified. Those listed are the levels that Sila names; an app may have others, and `KYC-LITE`, `RECEIVE_ONLY`, `INSTANT-ACH`, `DOC_KYC` and `DEFAULT` have been given up.
     *
     * **Source:** [KYC and KYB Levels](https://docs.silamoney.com/docs/kyckyb-levels).
     * @example KYC-STANDARD
     */
    ClassicKycLevel: ClassicKycLevel;
    /**
     * @description What did not match, such as `SSN Not Verified`. `Denied KYC` never comes alone. Those listed are the ones that Sila names; others are possible.
     *
     * **Source:** [Triaging KYC Failures](https://docs.silamoney.com/docs/triaging-kyc-failures).
     * @example Name Mismatch
     */
    ClassicKycTag: ClassicKycTag;
    /**
     * @description One classic verification.
     *
     * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)).
     */
    ClassicVerification: ClassicVerification;
    /**
     * @description The end user's key, for apps that sign (ECDSA). Requests about the end user are then signed with it too (`usersignature`). Not needed with a bearer token.
     *
     * **Evidence:** conflicting ([entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg)). Required in the older copy of the page, absent from the newer one; the page of register says that it is not needed with a token. Chosen, optional.
     */
    CryptoEntry: CryptoEntry;
    /**
     * @description The end user has no such entry any more.
     *
     * **Evidence:** example ([/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data)).
     */
    DeletedResponse: DeletedResponse;
    /**
     * @description UUIDs of the documents, as `uploadDocuments` returns them (`document_id`).
     *
     * **Evidence:** conflicting ([/resume_verification](https://docs.silamoney.com/docs/resume_verification)). A list in the page's sample and in Sila's Postman collection, a string in the page's table. Chosen, a list, since there may be several documents.
     */
    DocumentIds: DocumentIds;
    /**
     * @description What a document is.
     *
     * **Source:** [/documents](https://docs.silamoney.com/docs/documents).
     */
    DocumentMetadata: DocumentMetadata;
    /**
     * @description Media type of the file. Those listed have been accepted; which others are is not published.
     *
     * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)). JPEG is on the page of /documents, PNG and PDF are what the SDK's tests upload with success.
     * @example image/png
     */
    DocumentMimeType: DocumentMimeType;
    /**
     * @description A type of documents.
     *
     * **Evidence:** example ([/document_types](https://docs.silamoney.com/docs/document_types)).
     */
    DocumentType: DocumentType;
    /**
     * @description Name of a kind of document. `documentTypes` returns all of them, about 28. Those listed have been seen; others are possible.
     *
     * **Evidence:** example ([/document_types](https://docs.silamoney.com/docs/document_types)). The last two are from the pages of /documents and /list_documents.
     * @example id_drivers_license
     */
    DocumentTypeName: DocumentTypeName;
    /**
     * @description A page of the types of documents.
     *
     * **Evidence:** example ([/document_types](https://docs.silamoney.com/docs/document_types)).
     */
    DocumentTypesResponse: DocumentTypesResponse;
    /**
     * @description The e-mail address as it is registered now.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    EmailResponse: EmailResponse;
    /**
     * @description Name, date and business data of an end user, each of which may be absent.
     *
     * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). The pages name them in prose; that one alone can be sent is in the SDK's tests. A third party's tests of 2020 saw 400 for first and last names that are empty or longer than 40 characters; Sila states no such bounds.
     */
    EntityChanges: EntityChanges;
    /**
     * @description End users by kind. Both lists are there, empty where the page or the filter leaves none of the kind.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The page's sample is cut inside individuals; the tests of this SDK and of that for Python assert the rest.
     */
    EntityLists: EntityLists;
    /**
     * @description A person with a role in the business.
     *
     * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)). As the readme of this SDK shows it until November 2020; the classes of the SDKs for Java and C# have the same.
     */
    EntityMember: EntityMember;
    /**
     * @description A role of a person in a business.
     *
     * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)). As the readme of this SDK shows it until November 2020; the classes of the SDKs for Java and C# have the same.
     */
    EntityMembership: EntityMembership;
    /**
     * @description An end user in short.
     *
     * **Evidence:** example ([/get_entities](https://docs.silamoney.com/docs/get_entities)).
     */
    EntitySummary: EntitySummary;
    /**
     * @description What the end user is. Those listed have been seen; others are possible.
     *
     * **Evidence:** conflicting ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). User in the newer sample, individual or business in the older one. Chosen, all three and any other.
     * @example User
     */
    EntityType: EntityType;
    /**
     * @description What all failures have in common. Tell them apart by `error_code` and the HTTP status; the wording of `message` may change at any time.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    Error: ErrorBody;
    /**
     * @description Created, last changed, or to be sent again, in Unix seconds; an empty text for never.
     *
     * **Evidence:** conflicting ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). Numbers in the page's sample and the C# SDK, texts in the Java SDK; the empty text is in the page's sample. Chosen, either.
     * @example 1763683033
     */
    EventEpoch: EventEpoch;
    /**
     * Format: binary
     * @description The file's bytes, not text.
     *
     * **Source:** [/get_document](https://docs.silamoney.com/docs/getdocument).
     * @example data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==
     */
    FileBytes: FileBytes;
    /**
     * @description What is registered about a business.
     *
     * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)).
     */
    GetBusinessResponse: GetBusinessResponse;
    /**
     * @description Which document of which end user.
     *
     * **Source:** [/get_document](https://docs.silamoney.com/docs/getdocument).
     */
    GetDocumentRequest: GetDocumentRequest;
    /**
     * @description Which kind of end users to list, all of them by default.
     *
     * **Source:** [/get_entities](https://docs.silamoney.com/docs/get_entities).
     */
    GetEntitiesRequest: GetEntitiesRequest;
    /**
     * @description A page of the app's end users.
     *
     * **Evidence:** example ([/get_entities](https://docs.silamoney.com/docs/get_entities)).
     */
    GetEntitiesResponse: GetEntitiesResponse;
    /**
     * @description What is registered about an end user. `entity_type` tells a person from a business.
     *
     * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
     */
    GetEntityResponse: GetIndividualResponse | GetBusinessResponse;
    /**
     * @description What is registered about a person.
     *
     * **Evidence:** example ([/get_entity](https://docs.silamoney.com/docs/get_entity)).
     */
    GetIndividualResponse: GetIndividualResponse;
    /**
     * @description A verification in detail.
     *
     * **Evidence:** example ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). Required is what both generations of the sample have.
     */
    GetVerificationResponse: GetVerificationResponse;
    /**
     * @description The verifications of an end user.
     *
     * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)).
     */
    GetVerificationsResponse: GetVerificationsResponse;
    /**
     * @description Which events. Without a filter, all of them.
     *
     * **Evidence:** conflicting ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). The page's header is the app's alone, with auth_handle in older copies and app_handle in the newest; the SDKs and Sila's Postman collections add user_handle to it. Chosen, any of these. That more is refused is not said, so the object is open.
     */
    GetWebhooksRequest: GetWebhooksRequest;
    /**
     * @description A page of events.
     *
     * **Evidence:** example ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). The test of the C# SDK asserts pagination; no readable copy of the page shows it.
     */
    GetWebhooksResponse: GetWebhooksResponse;
    /**
     * @description The handle is free.
     *
     * **Evidence:** example ([/check_handle](https://docs.silamoney.com/docs/check_handle)).
     */
    HandleAvailable: HandleAvailable;
    /**
     * @description Which end user the request is about.
     *
     * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
     */
    HandleRequest: HandleRequest;
    /**
     * @description The handle is in use. Not an error, so the HTTP status is 200.
     *
     * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)). The page says that the body's status is FAILURE; that success is false and the HTTP status 200 is in its samples for the SDK and in the SDK's tests.
     */
    HandleTaken: HandleTaken;
    /**
     * @description Which end user the request is about.
     *
     * **Source:** [/get_verifications](https://docs.silamoney.com/docs/get_verifications).
     */
    HeaderOnlyRequest: HeaderOnlyRequest;
    /**
     * @description The identity as it is registered now.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    IdentityResponse: IdentityResponse;
    /**
     * @description Kind of number, `SSN` for persons, `EIN` for businesses. Those listed have been seen; others are possible.
     *
     * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). The pages have SSN; EIN is in every SDK, ITIN in this one only.
     * @example SSN
     */
    IdentityType: IdentityType;
    /**
     * @description An end user who is a person.
     *
     * **Evidence:** example ([/get_entity](https://docs.silamoney.com/docs/get_entity)).
     */
    IndividualDetails: IndividualDetails;
    /**
     * @description What is needed to go on: corrected data, a document, or Sila's review. Null when nothing is. Those listed have been seen; others are possible.
     *
     * **Evidence:** conflicting ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). Three values in the older sample, null in the newer one. Chosen, all of them; the webhook's twin action_needed has the first two only.
     * @example doc_upload
     */
    KycAction: KycAction;
    /**
     * @description Which verification, of whom, and what it waits for.
     *
     * **Evidence:** assumed ([Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference)). No readable copy of the page has its payload; only action_needed is known. The other two are those of the sibling event, hence optional.
     */
    KycActionDetails: KycActionDetails;
    /**
     * @description A verification of Advanced KYC waits for something.
     *
     * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
     */
    KycActionEvent: KycActionEvent;
    /**
     * @description The entity has failed verification twice within the past 30 days; an expired verification counts as failed.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    KycAttemptsExceeded: KycAttemptsExceeded;
    /**
     * @description Every way `kyc` answers 400. `error_code` tells too many attempts from the others, the presence of `validation_details` a body that breaks a rule from data that is missing.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    KycBadRequest: KycAttemptsExceeded | KycDataMissing | KycBodyInvalid | UnlistedFailure;
    /**
     * @description The body of the request breaks a rule, for example has no `header`. `validation_details` says which.
     *
     * **Evidence:** assumed ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). Asserted for other operations; no source shows it for kyc.
     */
    KycBodyInvalid: KycBodyInvalid;
    /**
     * @description The data of the end user does not suffice for the flow. `message` names what is missing, in square brackets. A body that cannot be read as JSON may be refused in this form too.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    KycDataMissing: KycDataMissing;
    /**
     * @description The codes of failures that are known, as a type for programs that compare with them. Sila may add others at any time: what an answer carries is any text.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     * @enum {string}
     */
    KycErrorCode: KycErrorCode;
    /**
     * @description No KYC Flow has the UUID that the request gives.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    KycFlowDoesNotExist: KycFlowDoesNotExist;
    /**
     * @description The KYC Flow exists, but Sila's Compliance has not approved it.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    KycFlowNotApproved: KycFlowNotApproved;
    /**
     * @description Every way `kyc` answers 403.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    KycForbidden:
      | KycFlowNotApproved
      | KycRequestDuplicatePending
      | RecentlyPassedIdVerification
      | UncodedFailure
      | UnlistedFailure;
    /**
     * @description Every way `kyc` answers 404.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    KycNotFound: KycFlowDoesNotExist | UncodedFailure | UnlistedFailure;
    /**
     * @description Which end user is to be verified, and by which KYC Flow.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    KycRequest: KycRequest;
    /**
     * @description A request for the entity, made within the past 15 minutes, is still pending.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    KycRequestDuplicatePending: KycRequestDuplicatePending;
    /**
     * @description The verification that has been started.
     *
     * **Evidence:** example ([/kyc](https://docs.silamoney.com/docs/kyc)). The page prints the body with placeholders and does not explain its members.
     */
    KycResponse: KycResponse;
    /**
     * @description Which verification, of whom, and how it came out.
     *
     * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
     */
    KycStatusDetails: KycStatusDetails;
    /**
     * @description A verification of Advanced KYC has passed or failed.
     *
     * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
     */
    KycStatusEvent: KycStatusEvent;
    /**
     * @description Which person gets which role. Either `role` or `role_uuid`; both together are accepted.
     *
     * **Source:** [/link_business_member](https://docs.silamoney.com/docs/link_business_member).
     */
    LinkBusinessMemberRequest: LinkedRole | LinkedRole;
    /**
     * @description Which person gets which role.
     *
     * **Source:** [/link_business_member](https://docs.silamoney.com/docs/link_business_member).
     */
    LinkedRole: LinkedRole;
    /**
     * @description Which end user, and which documents. Without a filter, all of them.
     *
     * **Source:** [/list_documents](https://docs.silamoney.com/docs/list_documents).
     */
    ListDocumentsRequest: ListDocumentsRequest;
    /**
     * @description A page of the end user's documents.
     *
     * **Evidence:** example ([/list_documents](https://docs.silamoney.com/docs/list_documents)).
     */
    ListDocumentsResponse: ListDocumentsResponse;
    /**
     * @description What every header has. Part of the JSON body, not of the HTTP headers.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    MessageHeader: MessageHeader;
    /**
     * @description The industries of businesses in the North American classification (NAICS).
     *
     * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)). The readme of this SDK shows it, and the tests of the SDKs for PHP and Java assert the types.
     */
    NaicsCategoriesResponse: NaicsCategoriesResponse;
    /**
     * @description An industry.
     *
     * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)).
     */
    NaicsSubcategory: NaicsSubcategory;
    /**
     * @deprecated
     * @description The same header with the older name of the app's handle, which stays valid.
     *
     * **Evidence:** conflicting ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)). Sila's Postman collection and older copies of the page have auth_handle, the newest copy has app_handle. Chosen, either, since the page of entity_msg says that the older name is still valid though no longer documented.
     */
    OlderAppRequestHeader: OlderAppRequestHeader;
    /**
     * @description Whose document it is, and what it is.
     *
     * **Source:** [/documents](https://docs.silamoney.com/docs/documents).
     */
    OneDocumentData: OneDocumentData;
    /**
     * @description Which part of a list the answer holds.
     *
     * **Evidence:** example ([/list_documents](https://docs.silamoney.com/docs/list_documents)). The members that the sample cuts off are in the Java SDK, and the PHP SDK's tests assert all four.
     */
    Pagination: Pagination;
    /**
     * @description The business's verification when this is the one of a member, else null.
     *
     * **Evidence:** conflicting ([Sila SDK for C#](https://github.com/Sila-Money/sila-sdk-csharp)). This SDK gives it names of its own, the older Java client those of any verification, the newer one any value. Chosen, this SDK's, all optional.
     */
    ParentVerification: ParentVerification;
    /**
     * @description The phone number as it is registered now.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    PhoneResponse: PhoneResponse;
    /**
     * Format: date-time
     * @description The instant of the member with `_epoch` as RFC 3339 text. Only `getEntity` sends it, when `pretty_dates` asks for it.
     *
     * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
     * @example 2025-11-20T00:53:20+00:00
     */
    PrettyDate: PrettyDate;
    /**
     * @description The entity has passed verification within the past 30 days.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    RecentlyPassedIdVerification: RecentlyPassedIdVerification;
    /**
     * @description The end user has no entry of this kind with this UUID.
     *
     * **Evidence:** assumed ([Tests of Sila's Java SDK by a third party (ArcgateAutomation), with their results](https://github.com/ArcgateAutomation/sila_java)). Only these tests show the answer. Whether it has a code today is not known, so a code is allowed.
     */
    RecordNotFound: RecordNotFound;
    /**
     * @description Which entry about which end user the request is about.
     *
     * **Source:** [/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data).
     */
    RecordRequest: RecordRequest;
    /**
     * @description Where a person lives, or a business is. Not a P.O. box, except a military one. Needed to pass verification, not to register.
     *
     * **Source:** [entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg).
     */
    RegisterAddress: RegisterAddress;
    /**
     * @description A business.
     *
     * **Source:** [/register](https://docs.silamoney.com/docs/register).
     */
    RegisterBusiness: RegisterBusiness;
    /**
     * @description How to reach the end user.
     *
     * **Evidence:** conflicting ([entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg)). This page marks it as required, and Sila's documentation of 2019 all three members, the alias blank if you like; the PHP SDK's test registers a business without any of it and expects success. Chosen, optional, and so are its members.
     */
    RegisterContact: RegisterContact;
    /**
     * @deprecated
     * @description What the end user registers from, for risk checks that Sila no longer makes this way.
     *
     * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)). In the release notes of the SDKs and in their older versions; today's have dropped it.
     */
    RegisterDevice: RegisterDevice;
    /**
     * @description The end user, a person unless `type` says business.
     *
     * **Source:** [/register](https://docs.silamoney.com/docs/register).
     */
    RegisterEntity: RegisterIndividual | RegisterBusiness;
    /**
     * @description An identity document of a person, or of a business, by its number.
     *
     * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)). In two SDKs only, whose changelogs and a customer's fork name it for businesses as well. Of the pages only the newest about deleting mentions it, with a path delete/id_document that nothing else shows and that is not in this document.
     */
    RegisterIdDocument: RegisterIdDocument;
    /**
     * @description The number that a tax office knows the end user by.
     *
     * **Source:** [entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg).
     */
    RegisterIdentity: RegisterIdentity;
    /**
     * @description A person. Send names and birthdate, which verification needs; an answer that refuses less is not shown.
     *
     * **Source:** [entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg).
     */
    RegisterIndividual: RegisterIndividual;
    /**
     * @description A new end user.
     *
     * **Source:** [entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg).
     */
    RegisterRequest: RegisterRequest;
    /**
     * @description The end user has been created.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). What the SDK's tests assert. The page's own sample could not be read.
     */
    RegisterResponse: RegisterResponse;
    /**
     * @description Where an end user lives, or a business is.
     *
     * **Evidence:** example ([/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data)).
     */
    RegisteredAddress: RegisteredAddress;
    /**
     * @description A registered business.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). What the SDK's tests assert. Which members are absent when they were never sent is not known.
     */
    RegisteredBusiness: RegisteredBusiness;
    /**
     * @description How an end user is reached and known.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). What the SDK's tests assert; the page's sample is cut inside addresses.
     */
    RegisteredData: RegisteredData;
    /**
     * @description An e-mail address of an end user.
     *
     * **Evidence:** example ([/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data)).
     */
    RegisteredEmail: RegisteredEmail;
    /**
     * @description A number that a tax office knows an end user by.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    RegisteredIdentity: RegisteredIdentity;
    /**
     * @description A registered person.
     *
     * **Evidence:** example ([/get_entity](https://docs.silamoney.com/docs/get_entity)).
     */
    RegisteredIndividual: RegisteredIndividual;
    /**
     * @description A phone number of an end user.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    RegisteredPhone: RegisteredPhone;
    /**
     * @description What every entry about an end user has, be it an e-mail address, a phone, a number or an address.
     *
     * **Evidence:** example ([/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data)).
     */
    RegisteredRecord: RegisteredRecord;
    /**
     * @description Which end user is to be verified, and at which level.
     *
     * **Source:** [/request_kyc](https://docs.silamoney.com/docs/request_kyc).
     */
    RequestKycRequest: RequestKycRequest;
    /**
     * @description The verification has started.
     *
     * **Evidence:** example ([/request_kyc](https://docs.silamoney.com/docs/request_kyc)).
     */
    RequestKycResponse: RequestKycResponse;
    /**
     * @description Time of the request, Unix seconds. Not in the future, and not more than five minutes (300 seconds) in the past.
     *
     * **Evidence:** conflicting ([/kyc](https://docs.silamoney.com/docs/kyc)). This page and all other KYC pages say seconds, the page of the header object says nanoseconds. Chosen, seconds.
     * @example 1763683200
     */
    RequestTime: RequestTime;
    /**
     * @description Which verification is to go on, and what has been done for it. `update` tells the two apart.
     *
     * **Source:** [/resume_verification](https://docs.silamoney.com/docs/resume_verification).
     */
    ResumeVerificationRequest: ResumeWithDocuments | ResumeWithEntity;
    /**
     * @description The verification goes on.
     *
     * **Evidence:** example ([/resume_verification](https://docs.silamoney.com/docs/resume_verification)).
     */
    ResumeVerificationResponse: ResumeVerificationResponse;
    /**
     * @description Documents have been uploaded for the verification.
     *
     * **Source:** [/resume_verification](https://docs.silamoney.com/docs/resume_verification).
     */
    ResumeWithDocuments: ResumeWithDocuments;
    /**
     * @description The end user's data has been corrected.
     *
     * **Source:** [/resume_verification](https://docs.silamoney.com/docs/resume_verification).
     */
    ResumeWithEntity: ResumeWithEntity;
    /**
     * @description Which event to send again.
     *
     * **Evidence:** conflicting ([/retry_webhook](https://docs.silamoney.com/docs/retry_webhook)). The page's header is the app's alone, with auth_handle in older copies and app_handle in the newest, as in Sila's Postman collections; four SDKs add user_handle to it. Chosen, any of these. That more is refused is not said, so the object is open.
     */
    RetryWebhookRequest: RetryWebhookRequest;
    /**
     * @description The event has been sent again.
     *
     * **Evidence:** example ([/retry_webhook](https://docs.silamoney.com/docs/retry_webhook)).
     */
    RetryWebhookResponse: RetryWebhookResponse;
    /**
     * @description Handle of the end user, in lower case however it was sent.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     * @example gus_example
     */
    ReturnedHandle: ReturnedHandle;
    /**
     * @description A role in a business, by its name or its UUID, and whose it is.
     *
     * **Source:** [/link_business_member](https://docs.silamoney.com/docs/link_business_member).
     */
    RoleOfMember: RoleOfMember;
    /**
     * @description An event, and how its delivery went.
     *
     * **Evidence:** example ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)).
     */
    SentEvent: SentEvent;
    /**
     * @description What the event says. Events about other things than KYC have other members.
     *
     * **Evidence:** example ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)).
     */
    SentEventDetails: SentEventDetails;
    /**
     * @description An answer of the endpoint.
     *
     * **Evidence:** example ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). The Java SDK takes any value here.
     */
    SentEventResponse: SentEventResponse;
    /**
     * @description Whose documents they are, and what each of them is.
     *
     * **Source:** [/documents](https://docs.silamoney.com/docs/documents).
     */
    SeveralDocumentsData: SeveralDocumentsData;
    /**
     * @deprecated
     * @description Whether the end user agrees to text messages. Of the time when Sila sent such messages.
     *
     * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). Marked there for removal, and gone from the other SDKs.
     */
    SmsOptIn: SmsOptIn;
    /**
     * @description The verification of one entity.
     *
     * **Evidence:** example ([/kyc](https://docs.silamoney.com/docs/kyc)).
     */
    StartedVerification: StartedVerification;
    /**
     * @description A document that has been uploaded.
     *
     * **Evidence:** example ([/list_documents](https://docs.silamoney.com/docs/list_documents)). The PHP SDK's tests assert all of these.
     */
    StoredDocument: StoredDocument;
    /**
     * @description What most successes have in common besides their data. Which of the optional members an operation sends differs from one generation of its page to the next.
     *
     * **Source:** [/check_handle](https://docs.silamoney.com/docs/check_handle).
     */
    Succeeded: Succeeded;
    /**
     * @description A failure that has no code. The HTTP status and the description of the response say what it can be.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    UncodedFailure: UncodedFailure;
    /**
     * @description Which person loses which role. Either `role` or `role_uuid`.
     *
     * **Evidence:** conflicting ([/unlink_business_member](https://docs.silamoney.com/docs/unlink_business_member)). The page lists both ways to name a role, and the PHP SDK's tests see 400 with neither. Code of a customer leaves both out in order to take all roles away. Chosen, one of the two is required.
     */
    UnlinkBusinessMemberRequest: UnlinkedRole | UnlinkedRole;
    /**
     * @description Which person loses which role.
     *
     * **Source:** [/unlink_business_member](https://docs.silamoney.com/docs/unlink_business_member).
     */
    UnlinkedRole: UnlinkedRole;
    /**
     * @description A failure with a code that is not in this document, which Sila may add at any time.
     *
     * **Evidence:** assumed ([Breaking Change Policy](https://docs.silamoney.com/docs/breaking-change-policy)). The policy counts a new field as compatible; that a new code counts likewise is assumed, so that clients do not take such an answer for a broken one.
     */
    UnlistedFailure: UnlistedFailure;
    /**
     * @description What changes in an address of an end user. What is absent stays as it is.
     *
     * **Evidence:** example ([/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data)). The page's sample changes the alias alone.
     */
    UpdateAddressRequest: UpdateAddressRequest;
    /**
     * @description The business as registered now.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    UpdateBusinessResponse: UpdateBusinessResponse;
    /**
     * @description An e-mail address in place of one that an end user has.
     *
     * **Source:** [/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data).
     */
    UpdateEmailRequest: UpdateEmailRequest;
    /**
     * @description What changes about a person (`first_name`, `last_name`, `entity_name`, `birthdate`) or a business (`entity_name`, `birthdate` and the rest). What is absent stays as it is.
     *
     * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)).
     */
    UpdateEntityRequest: UpdateEntityRequest;
    /**
     * @description The end user as registered now. `entity_type` tells a person from a business.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    UpdateEntityResponse: UpdateIndividualResponse | UpdateBusinessResponse;
    /**
     * @description An identity in place of the one that an end user has.
     *
     * **Evidence:** sdk ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)).
     */
    UpdateIdentityRequest: UpdateIdentityRequest;
    /**
     * @description The person as registered now.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    UpdateIndividualResponse: UpdateIndividualResponse;
    /**
     * @description A phone number in place of one that an end user has.
     *
     * **Evidence:** sdk ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)).
     */
    UpdatePhoneRequest: UpdatePhoneRequest;
    /**
     * @description A form of at least two parts. `data` comes with `file` when it describes one document, with `file_1`, `file_2` and so on when it has `file_metadata`, one part for each entry there.
     *
     * **Source:** [/documents](https://docs.silamoney.com/docs/documents).
     */
    UploadDocumentsRequest: UploadDocumentsRequest;
    /**
     * @description The documents have been taken in.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). What the SDKs' tests assert. The page's own sample could not be read.
     */
    UploadDocumentsResponse: UploadDocumentsResponse;
    /**
     * @description Which app asks, for which end user, and when.
     *
     * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
     */
    UserHeader: UserHeader;
    /**
     * @description Why the verification came out as it did, lists of texts under a key. Not to be shown to the end user.
     *
     * **Evidence:** conflicting ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). The newer sample has the one key for_kyc_response and an empty list; the older one has the entity's handle as key and is said never to be empty. Chosen, any key and any length.
     */
    VerificationReasons: VerificationReasons;
    /**
     * @description Where a verification stands. `passed` and `failed` are final. The four that begin with `member_` are of businesses. Those listed have been seen; others are possible.
     *
     * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)). The page has a table of statuses that no readable copy reaches; the values are from pages and samples around it.
     * @example failed
     */
    VerificationStatus: VerificationStatus;
    /**
     * @description A verification in short.
     *
     * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)).
     */
    VerificationSummary: VerificationSummary;
    /**
     * @description When `kyc` was called, as ISO 8601 text, or in Unix seconds if it is a number.
     *
     * **Evidence:** conflicting ([Sila-Money/sila-sdk-java, pull request 126, a customer's changes of June 2025 to the Java SDK](https://github.com/Sila-Money/sila-sdk-java/pull/126)). A customer of Sila typed it as a number, corrected that to an instant two days later, and reads ISO text since (June 2025). The page has a quoted placeholder for a timestamp, and a number for a single verification. Chosen, either, the text first.
     * @example 2025-11-20T00:53:20Z
     */
    VerificationTime: VerificationTime;
    /**
     * @description The end user's key, for apps that sign (ECDSA), as the newest Python SDK sends it in place of `crypto_entry`.
     *
     * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)). Release 1.1.3 of this SDK for Python sends it; no readable page shows it.
     */
    WalletEntry: WalletEntry;
    /**
     * @description Kind of event. `kyc_update` stands for the classic event, whose own body calls it `kyc`. Those listed are about KYC; there are others.
     *
     * **Evidence:** conflicting ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). This page lists classic events as kyc_update, the sample of their body on the page of events has kyc. Chosen, both.
     * @example kyc_update
     */
    WebhookEventType: WebhookEventType;
    /**
     * @description Only events that match all of these, and in which order.
     *
     * **Evidence:** example ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). The page's sample has all ten. That more is refused is not said, so the object is open.
     */
    WebhookSearchFilters: WebhookSearchFilters;
  };
  responses: {
    /**
     * @description The end user has no address with this UUID.
     *
     * **Evidence:** assumed ([Tests of Sila's Java SDK by a third party (ArcgateAutomation), with their results](https://github.com/ArcgateAutomation/sila_java)). No readable copy of the pages has their failures. These tests, which are not Sila's, saw status and text in 2020.
     */
    AddressNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': RecordNotFound;
      };
    };
    /**
     * @description The bearer token is malformed or belongs to the other environment (sandbox, production), HTTP Basic was sent in its place, or the app's signature is wrong.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The failures of a token are documented on the page about it; the one of the signature is in the SDK's tests.
     */
    AppForbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': AuthenticationFailure;
      };
    };
    /**
     * @description The body breaks a rule, for example has no `header`, or one whose `created` is not within the past five minutes.
     *
     * **Evidence:** assumed ([Sila Money (API Evangelist), with the one published error body of the live API](https://github.com/api-evangelist/sila-money)). Seen on the live API for check_handle and, in the tests of Sila's SDKs, for many operations. No source shows it for this one.
     */
    BadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': BadRequest;
      };
    };
    /**
     * @description The bearer token is malformed or belongs to the other environment (sandbox, production), HTTP Basic was sent in its place, the signature of the app, of the end user or of the business is missing or wrong, or the app has no end user or no business with this handle. A wrong signature of the business has the text of a wrong one of the user.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The failures of a token are documented on the page about it; the app's signature is in this SDK's tests; the other signatures and the unknown handles in a third party's tests of 2020.
     */
    BusinessForbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': AuthenticationFailure;
      };
    };
    /**
     * @description The bearer token has expired or was issued to another app than the one that the request names, the signature of the app or of the end user is wrong, or the app has not registered the handle. Other operations answer the last two with 403.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The failures of a token are documented on the page about it, the app's signature is in the SDK's tests; that of the end user is in Sila's documentation of 2019, with this status and no text, and the unknown handle in a third party's tests of 2020, which sign. What such a handle gets with a token nobody shows.
     */
    ClassicUnauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': AuthenticationFailure;
      };
    };
    /**
     * @description The file. Its media type is that of the upload.
     *
     * **Source:** [/get_document](https://docs.silamoney.com/docs/getdocument).
     */
    DocumentFile: {
      headers: {
        /**
         * @description Name of the file, as `filename=` and the name.
         *
         * **Evidence:** example ([/get_document](https://docs.silamoney.com/docs/getdocument)).
         * @example filename=license_front
         */
        'Content-Disposition'?: string;
        /**
         * @description Size of the file in bytes.
         *
         * **Evidence:** example ([/get_document](https://docs.silamoney.com/docs/getdocument)).
         */
        'Content-Length'?: number;
        [name: string]: unknown;
      };
      content: {
        'image/png': FileBytes;
        'image/jpeg': FileBytes;
        'application/pdf': FileBytes;
        '*/*': FileBytes;
      };
    };
    /**
     * @description The end user has no e-mail address with this UUID.
     *
     * **Evidence:** assumed ([Tests of Sila's Java SDK by a third party (ArcgateAutomation), with their results](https://github.com/ArcgateAutomation/sila_java)). No readable copy of the pages has their failures. These tests, which are not Sila's, saw the answer in 2020 for a phone and an address; that this operation has it too is assumed.
     */
    EmailNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': RecordNotFound;
      };
    };
    /**
     * @description A member of the body is missing, is blank or breaks a rule. `validation_details` says which.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The texts in the example, and under which members they stand, are assumed.
     */
    EntityBadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': BadRequest;
      };
    };
    /**
     * @description The bearer token is malformed or belongs to the other environment (sandbox, production), HTTP Basic was sent in its place, the app's or the end user's signature is missing or wrong, or the app has no end user with this handle.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The failures of a token are documented on the page about it; those of the app's signature are in this SDK's tests, the missing signature of the end user in those of the Python SDK for get_entity. A third party's tests of 2020 saw a wrong signature of the end user and an unknown handle; with a bearer token nobody shows the latter.
     */
    EntityForbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': AuthenticationFailure;
      };
    };
    /**
     * @description Your application has taken the event in. No source asks for a body.
     *
     * **Evidence:** conflicting ([Webhook Management](https://docs.silamoney.com/docs/webhook-management)). On this page 15 events in a row, each failed for good, switch the endpoint off; on the overview of webhooks 15 failures in a row switch off all webhooks of the account. Chosen, this page, which is the more exact.
     */
    EventTaken: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /**
     * @description The bearer token is malformed or belongs to the other environment (sandbox, production), or HTTP Basic was sent in its place. Which status a wrong signature gets here is not documented.
     *
     * **Source:** [Authenticating with an Auth Token](https://docs.silamoney.com/docs/authenticating-with-an-access-token).
     */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': AuthenticationFailure;
      };
    };
    /**
     * @description The body breaks a rule, for example has an empty handle. `validation_details` says which.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The tests send a bad handle. The text in the example, and under which member it stands, is assumed.
     */
    HandleBadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': BadRequest;
      };
    };
    /**
     * @description The end user has no identity with this UUID.
     *
     * **Evidence:** assumed ([Tests of Sila's Java SDK by a third party (ArcgateAutomation), with their results](https://github.com/ArcgateAutomation/sila_java)). No readable copy of the pages has their failures. These tests, which are not Sila's, saw the answer in 2020 for a phone and an address; that this operation has it too is assumed.
     */
    IdentityNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': RecordNotFound;
      };
    };
    /**
     * @description The end user's data does not suffice (no `error_code`, no `validation_details`), the body breaks a rule (no `error_code`, `validation_details` says which), or the end user has failed verification twice within the past 30 days (`KYC_ATTEMPTS_EXCEEDED`).
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    KycBadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['KycBadRequest'];
      };
    };
    /**
     * @description No KYC Flow has this UUID (`KYC_FLOW_DNE`).
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    KycFlowNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['KycNotFound'];
      };
    };
    /**
     * @description The flow is not approved (`KYC_FLOW_NOT_APPROVED`), a request of the past 15 minutes is still pending (`KYC_REQUEST_DUPLICATE_PENDING`), the end user has passed within the past 30 days (`RECENTLY_PASSED_ID_VERIFICATION`), or the credentials do not open the operation (no `error_code`).
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    KycForbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['KycForbidden'];
      };
    };
    /**
     * @description A member of the body is missing, is blank or breaks a rule, or a beneficial owner is to be linked without a share.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The share is in a third party's tests of 2020, which saw 400 for a share of 0, of less, and of more than 100.
     */
    LinkBusinessMemberBadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': BadRequest;
      };
    };
    /**
     * @description The end user has no phone number with this UUID.
     *
     * **Evidence:** assumed ([Tests of Sila's Java SDK by a third party (ArcgateAutomation), with their results](https://github.com/ArcgateAutomation/sila_java)). No readable copy of the pages has their failures. These tests, which are not Sila's, saw status and text in 2020.
     */
    PhoneNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': RecordNotFound;
      };
    };
    /**
     * @description The handle is taken, or a member of the body is missing or breaks a rule. `validation_details` says which.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The texts in the examples are from the page on mock failures; under which members they stand is assumed.
     */
    RegisterBadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': BadRequest;
      };
    };
    /**
     * @description The bearer token has expired or was issued to another app than the one that the request names, the app's signature is wrong, or Sila has no app with this handle.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The failures of a token are documented on the page about it, the one of the signature is in the SDK's tests; a third party's tests of 2020 saw the one of an app that Sila does not have.
     */
    RegisterUnauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': AuthenticationFailure;
      };
    };
    /**
     * @description The level does not exist or has not been approved for the app, or the bearer token does not open the operation.
     *
     * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)). The SDK's tests see 403 and FAILURE for a level that does not exist. Whether an error_code comes with it is not known. The three failures of a token are from the page on authenticating with it.
     */
    RequestKycForbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ErrorBody;
      };
    };
    /**
     * @description Sila, or a proxy before it, has failed. No source shows a body. Whether the request took effect is not known: look before you send it again.
     *
     * **Evidence:** sdk ([Sila SDK for C#](https://github.com/Sila-Money/sila-sdk-csharp)). This SDK handles 500; a customer's fork of the Java SDK handles 500, 502, 503 and 504.
     */
    ServerError: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /**
     * @description The bearer token is malformed or belongs to the other environment (sandbox, production), HTTP Basic was sent in its place, a signature, the app's or the end user's, is wrong, or the app has no end user with this handle.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The failures of a token are documented on the page about it; the app's signature is in the SDK's tests; the end user's signature and the unknown handle in a third party's tests of 2020.
     */
    SignatureForbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': AuthenticationFailure;
      };
    };
    /**
     * @description The bearer token has expired or was issued to another app than the one that the request names, or the app's signature is wrong.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The failures of a token are documented on the page about it; the one of the signature is in the SDK's tests, with this text. An older one, in a third party's tests of 2020, names the address that the signature is of.
     */
    SignatureUnauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': AuthenticationFailure;
      };
    };
    /**
     * @description The bearer token is malformed or belongs to the other environment (sandbox, production), or HTTP Basic was sent in its place. A wrong signature gets 401 here.
     *
     * **Source:** [Authenticating with an Auth Token](https://docs.silamoney.com/docs/authenticating-with-an-access-token).
     */
    TokenForbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': AuthenticationFailure;
      };
    };
    /**
     * @description The bearer token has expired, or was issued to another app than the one that the request names. A wrong signature gets 403 here.
     *
     * **Source:** [Authenticating with an Auth Token](https://docs.silamoney.com/docs/authenticating-with-an-access-token).
     */
    TokenUnauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': AuthenticationFailure;
      };
    };
    /**
     * @description More requests than the limit of the endpoint allows. No source shows a body.
     *
     * **Source:** [End User Limits, Technical Details](https://docs.silamoney.com/docs/technical-details).
     */
    TooManyRequests: {
      headers: {
        'RateLimit-Limit': components['headers']['rateLimitLimit'];
        'RateLimit-Remaining': components['headers']['rateLimitRemaining'];
        [name: string]: unknown;
      };
      content?: never;
    };
    /**
     * @description The bearer token has expired, or was issued to another app than the one that the request names. Which status a wrong signature gets here is not documented.
     *
     * **Source:** [Authenticating with an Auth Token](https://docs.silamoney.com/docs/authenticating-with-an-access-token).
     */
    Unauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': AuthenticationFailure;
      };
    };
    /**
     * @description A member of `data` is missing, blank or wrong, or `mime_type` is not what the file is.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The tests assert status and outcome; what stands in `validation_details`, and whether it is there, is assumed.
     */
    UploadDocumentsBadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': BadRequest;
      };
    };
  };
  parameters: {
    /**
     * @description Number of the page, the first one by default.
     *
     * **Source:** [/get_entities](https://docs.silamoney.com/docs/get_entities).
     */
    entitiesPage: number;
    /**
     * @description How many end users to a page. Neither its default nor its maximum is published; 100 occurs.
     *
     * **Source:** [/get_entities](https://docs.silamoney.com/docs/get_entities).
     */
    entitiesPerPage: number;
    /**
     * @description Whether the list ascends or descends, by the time of upload unless `sort_by` says otherwise.
     *
     * **Source:** [/list_documents](https://docs.silamoney.com/docs/list_documents).
     */
    order: 'asc' | 'desc';
    /**
     * @description Number of the page. The first one is 1.
     *
     * **Source:** [/list_documents](https://docs.silamoney.com/docs/list_documents).
     */
    page: number;
    /**
     * @description Entries on a page, 100 at most.
     *
     * **Source:** [/list_documents](https://docs.silamoney.com/docs/list_documents).
     */
    perPage: number;
    /**
     * @description Whether to send each date as RFC 3339 text too, beside the one in Unix seconds.
     *
     * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
     */
    prettyDates: boolean;
    /**
     * @description HMAC of parts of the event with a secret that you share with Sila, 44 characters of base64. Checking it is up to you. Which parts are signed, and with which hash, could not be read.
     *
     * **Source:** [Webhook Event Signing](https://docs.silamoney.com/docs/webhook-event-signing).
     */
    silaSignature: string;
    /**
     * @description UUID of the endpoint as defined in the Sila console, the same for all its events.
     *
     * **Source:** [Webhook Event Signing](https://docs.silamoney.com/docs/webhook-event-signing).
     */
    silaWebhookId: string;
    /**
     * @description Descriptive name of the endpoint, such as `transaction_update` or `account_link`.
     *
     * **Source:** [Webhook Event Signing](https://docs.silamoney.com/docs/webhook-event-signing).
     */
    silaWebhookType: string;
    /**
     * @description UUID of the verification, as `requestKyc` (there `verification_uuid`) and `checkKyc` return it.
     *
     * **Evidence:** sdk ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)). That it is a UUID is read from the page of /request_kyc.
     * @example b5f01c8e-4a72-46d3-90be-27c6d3e8f51a
     */
    verificationId: string;
    /**
     * @description UUID of the verification, as `kyc` (there `verification_id`) and `getVerifications` return it.
     *
     * **Source:** [/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification).
     * @example 8d5f20b7-6a1e-4c93-b0d4-f37a91e2c586
     */
    verificationUuid: string;
  };
  requestBodies: never;
  headers: {
    /**
     * @description The quota, then its window in seconds and a comment, such as `1, 1;window=86400;comment="rolling 1 day"`.
     *
     * **Source:** [Limits Headers](https://docs.silamoney.com/docs/limits-headers).
     * @example 1, 1;window=86400;comment="rolling 1 day, 0:00:00"
     */
    rateLimitLimit: string;
    /**
     * @description How many requests are left in the window.
     *
     * **Source:** [Limits Headers](https://docs.silamoney.com/docs/limits-headers).
     * @example 0
     */
    rateLimitRemaining: number;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  authToken: AuthTokenOperation;
  checkHandle: CheckHandleOperation;
  register: RegisterOperation;
  getEntity: GetEntityOperation;
  getEntities: GetEntitiesOperation;
  addEmail: AddEmailOperation;
  addPhone: AddPhoneOperation;
  addIdentity: AddIdentityOperation;
  addAddress: AddAddressOperation;
  updateEmail: UpdateEmailOperation;
  updatePhone: UpdatePhoneOperation;
  updateIdentity: UpdateIdentityOperation;
  updateAddress: UpdateAddressOperation;
  updateEntity: UpdateEntityOperation;
  deleteEmail: DeleteEmailOperation;
  deletePhone: DeletePhoneOperation;
  deleteIdentity: DeleteIdentityOperation;
  deleteAddress: DeleteAddressOperation;
  getBusinessTypes: GetBusinessTypesOperation;
  getBusinessRoles: GetBusinessRolesOperation;
  getNaicsCategories: GetNaicsCategoriesOperation;
  linkBusinessMember: LinkBusinessMemberOperation;
  unlinkBusinessMember: UnlinkBusinessMemberOperation;
  certifyBeneficialOwner: CertifyBeneficialOwnerOperation;
  certifyBusiness: CertifyBusinessOperation;
  kyc: KycOperation;
  getVerifications: GetVerificationsOperation;
  getVerification: GetVerificationOperation;
  resumeVerification: ResumeVerificationOperation;
  uploadDocuments: UploadDocumentsOperation;
  listDocuments: ListDocumentsOperation;
  getDocument: GetDocumentOperation;
  documentTypes: DocumentTypesOperation;
  requestKyc: RequestKycOperation;
  checkKyc: CheckKycOperation;
  checkPartnerKyc: CheckPartnerKycOperation;
  requiredDocumentTypes: RequiredDocumentTypesOperation;
  getWebhooks: GetWebhooksOperation;
  retryWebhook: RetryWebhookOperation;
  onKycStatus: OnKycStatusOperation;
  onKycAction: OnKycActionOperation;
  onKyc: OnKycOperation;
}
type WithRequired<T, K extends keyof T> = T & {
  [P in K]-?: T[P];
};

/**
 * @description A bearer token and when it ends.
 *
 * **Source:** [Migrating from ECDSA to JWT Auth Token](https://docs.silamoney.com/docs/migrating-from-ecdsa-to-jwt-auth-token).
 */
export interface AccessToken {
  /**
   * @description The token, a JWT, to be sent as received in `Authorization: Bearer`. The page gives it 205 characters; do not rely on that.
   *
   * **Source:** [/auth_token](https://docs.silamoney.com/docs/auth_token).
   * @example eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE3NjM2ODMyMDAsImV4cCI6MTc2MzcxMjAwMCwiY2xpZW50X2lkIjoiZXhhbXBsZS1jbGllbnQtaWQifQ.not-a-real-signature
   */
  token: string;
  /**
   * @description When the token ends, Unix seconds.
   *
   * **Evidence:** example ([/auth_token](https://docs.silamoney.com/docs/auth_token)).
   * @example 1763712000
   */
  expiration: number;
  /**
   * @description The same instant in UTC as ISO 8601 text. Prefer `expiration`.
   *
   * **Evidence:** example ([/auth_token](https://docs.silamoney.com/docs/auth_token)). Its exact form could not be read, so it has no format here.
   * @example 2025-11-21T08:00:00Z
   */
  expiration_dt: string;
}

/**
 * @description An address for an end user. `address_alias` may be empty.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The readme of this SDK until October 2020 marks all but the second line as needed, and says that the alias may be empty, as it is in Sila's Postman collection. The SDKs' tests show that an address with none of them gets 400.
 */
export type AddAddressRequest = HandleRequest &
  WithRequired<RegisterAddress, 'address_alias' | 'street_address_1' | 'city' | 'state' | 'postal_code' | 'country'>;

/**
 * @description An e-mail address for an end user.
 *
 * **Source:** [/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data).
 */
export type AddEmailRequest = HandleRequest & {
  /**
   * Format: email
   * @description The address, in a domain that exists.
   *
   * **Source:** [/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data).
   * @example gus.new@example.com
   */
  email: string;
};

/**
 * @description An identity for an end user who has none of its kind.
 *
 * **Evidence:** sdk ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)).
 */
export type AddIdentityRequest = HandleRequest & RegisterIdentity;

/**
 * @description A phone number for an end user.
 *
 * **Evidence:** sdk ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)).
 */
export type AddPhoneRequest = HandleRequest & {
  /**
   * @description Phone number of the USA, ten digits with or without hyphens.
   *
   * **Evidence:** sdk ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)). Hyphens in the collection, digits alone in the SDKs' tests; those of the PHP SDK see 400 for an empty number. The pattern that a message about bad numbers mentions is not published; a third party's tests of 2020 saw 400 for more or fewer digits than ten.
   * @example 202-555-0126
   */
  phone: string;
  /**
   * @description Whether the end user agrees to text messages. Of the time when Sila sent such messages.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). Marked there for removal, and gone from the other SDKs.
   */
  sms_opt_in?: SmsOptIn;
};

/**
 * @description The address as it is registered now.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 */
export type AddressResponse = WithRequired<Succeeded, 'status' | 'message' | 'reference'> & {
  /**
   * @description Where an end user lives, or a business is.
   *
   * **Evidence:** example ([/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data)).
   */
  address: RegisteredAddress;
};

/**
 * @description Version of the API, `0.2`, also written `v0.2` or `V0.2`. May be absent, never null.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 * @example 0.2
 */
export type ApiVersion = string;

/**
 * @description The header, with `app_handle` or with its older name `auth_handle`.
 *
 * **Source:** [/auth_token](https://docs.silamoney.com/docs/auth_token).
 */
export type AppHeader = components['schemas']['AppHeader'];

/**
 * @description Which app asks.
 *
 * **Evidence:** conflicting ([/document_types](https://docs.silamoney.com/docs/document_types)). Every copy of this page has auth_handle in the header, Sila's Postman collections and the SDKs have app_handle. Chosen, either. The page shows nothing else in the body; that more is refused is not said, so the object is open.
 */
export interface AppHeaderOnlyRequest {
  /**
   * @description The header, with `app_handle` or with its older name `auth_handle`.
   *
   * **Source:** [/auth_token](https://docs.silamoney.com/docs/auth_token).
   */
  header: components['schemas']['AppHeader'];
}

/**
 * @description Which app asks, and when.
 *
 * **Evidence:** conflicting ([/auth_token](https://docs.silamoney.com/docs/auth_token)). The newest copy of the page has app_handle; older copies and Sila's own Postman collection have auth_handle. Chosen, this header or the older one.
 */
export type AppRequestHeader = MessageHeader & {
  /**
   * @description Handle of your app. Not empty.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). Pages name it; that an empty one gets 400 is in the SDK's tests of the lists of business types, roles and industries, and a third party's tests of 2020 saw so too.
   * @example example_app
   */
  app_handle: string;
};

/**
 * @description Which app asks for a token.
 *
 * **Source:** [/auth_token](https://docs.silamoney.com/docs/auth_token).
 */
export interface AuthTokenRequest {
  /**
   * @description The header, with `app_handle` or with its older name `auth_handle`.
   *
   * **Source:** [/auth_token](https://docs.silamoney.com/docs/auth_token).
   */
  header: components['schemas']['AppHeader'];
}

/**
 * @description The token and when it ends.
 *
 * **Evidence:** example ([/auth_token](https://docs.silamoney.com/docs/auth_token)). The sample is cut inside access_token in every readable copy; more members may follow.
 */
export interface AuthTokenResponse {
  /**
   * @description Always true.
   * @example true
   * @constant
   */
  success: true;
  /**
   * @description A bearer token and when it ends.
   *
   * **Source:** [Migrating from ECDSA to JWT Auth Token](https://docs.silamoney.com/docs/migrating-from-ecdsa-to-jwt-auth-token).
   */
  access_token: AccessToken;
}

/**
 * @description The credentials were refused. No source shows an `error_code` with it.
 *
 * **Evidence:** assumed ([Authenticating with an Auth Token](https://docs.silamoney.com/docs/authenticating-with-an-access-token)). The page gives the status and the message of each failure, not the body around the message. That it is the body of all failures is assumed; the PHP SDK's tests see it so for a wrong signature.
 */
export type AuthenticationFailure = ErrorBody;

/**
 * @description The request was refused for what its body says or lacks. No source shows an `error_code` with it.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). Asserted for register and others, and seen in a live answer of check_handle.
 */
export type BadRequest = ErrorBody & {
  /**
   * @description What is wrong with each part of the body: name of the member, then a text or, for a member that is an object, the same again.
   *
   * **Evidence:** sdk ([Sila-Money/sila-sdk-demo, Sila's demo application](https://github.com/Sila-Money/sila-sdk-demo)). Nested by object for register, flat for add and update, `uuid` for delete, `filename` for documents, as Sila's demo application reads it. What stands below other names is assumed.
   */
  validation_details?: {
    [key: string]: unknown;
  };
};

/**
 * @description An end user that is a business.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 */
export interface BusinessDetails {
  /**
   * @description Handle of the end user, in lower case however it was sent.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
   * @example hub_example
   */
  user_handle: ReturnedHandle;
  /**
   * @description Kind of end user.
   * @example business
   * @constant
   */
  entity_type: 'business';
  /**
   * @description A registered business.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). What the SDK's tests assert. Which members are absent when they were never sent is not known.
   */
  entity: RegisteredBusiness;
}

/**
 * @description What a header about a business has besides.
 *
 * **Source:** [/link_business_member](https://docs.silamoney.com/docs/link_business_member).
 */
export interface BusinessHandle {
  /**
   * @description Handle of the business, as given to `register`. Not empty.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The pages name it; that an empty one gets 400 is in the tests of this SDK.
   * @example hub_example
   */
  business_handle: string;
}

/**
 * @description The header of a request about a business and its members, with the handle of the business beside that of who asks.
 *
 * **Source:** [/link_business_member](https://docs.silamoney.com/docs/link_business_member).
 */
export type BusinessHeader = UserHeader & BusinessHandle;

/**
 * @description Which business, and who asks.
 *
 * **Source:** [/certify_business](https://docs.silamoney.com/docs/certify_business).
 */
export interface BusinessHeaderOnlyRequest {
  /**
   * @description The header of a request about a business and its members, with the handle of the business beside that of who asks.
   *
   * **Source:** [/link_business_member](https://docs.silamoney.com/docs/link_business_member).
   */
  header: BusinessHeader;
  /**
   * @description Name of this kind of body, `header_msg`. Older clients send it; it is not needed.
   *
   * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)).
   * @example header_msg
   */
  message?: string;
}

/**
 * @description A member of a business, and how the member's verification stands.
 *
 * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)).
 */
export type BusinessMember = EntityMember & {
  /**
   * @description Where a verification stands. `passed` and `failed` are final. The four that begin with `member_` are of businesses. Those listed have been seen; others are possible.
   *
   * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)). The page has a table of statuses that no readable copy reaches; the values are from pages and samples around it.
   * @example passed
   */
  verification_status?: VerificationStatus;
  /**
   * @description Whether the member has to be verified.
   *
   * **Evidence:** conflicting ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). A text in the SDK's older client, a boolean in its newer one. Chosen, either.
   * @example true
   */
  verification_required?: boolean | (string & {});
  /**
   * Format: uuid
   * @description UUID of the member's verification.
   * @example 3ac81d67-e250-4f9b-87d4-b16e0f5a92c3
   */
  verification_id?: string | null;
  /**
   * @description Whether the member is certified as a beneficial owner; `pending` and `not_required` have been seen.
   *
   * **Evidence:** sdk ([Sila-Money/sila-sdk-demo, Sila's demo application](https://github.com/Sila-Money/sila-sdk-demo)).
   * @example not_required
   */
  beneficial_owner_certification_status?: string | null;
  /** @description Whether the business is certified. No source shows a value. */
  business_certification_status?: string | null;
};

/**
 * @description What has become of a role. Where there was nothing to do, `success` is true or false; sources disagree.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). As its tests and readmes of the SDKs show it.
 */
export interface BusinessMemberResponse {
  /**
   * @description Whether the role was given or taken away.
   *
   * **Evidence:** conflicting ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). True where the role was given or taken away. For a role that the person already has, or has not, a third party's tests of 2020 expect true beside the same message, by way of an SDK that makes it of the status 200; code of a customer that reads the body handles false with just that message. Chosen, either.
   * @example true
   */
  success: boolean;
  /**
   * @description Outcome in a word; `SUCCESS` and `FAILURE` are the values seen.
   * @example SUCCESS
   */
  status?: ('SUCCESS' | 'FAILURE') | (string & {});
  /**
   * @description Text for people, with the person's and the business's name. Do not branch on it.
   * @example User "Gus Example" has been made a Administrator for business Example LLC.
   */
  message: string;
  /**
   * @description Name of the role. Null or absent where the person did not have it.
   * @example administrator
   */
  role?: BusinessRole | null;
  /**
   * @description The request's `details`.
   * @example Office manager
   */
  details?: string | null;
  /**
   * Format: uuid
   * @description Null as long as no verification of the business was requested. What it is afterwards is not explained.
   */
  verification_uuid?: string | null;
  /**
   * @description The request's `header.reference`, or the one assigned in its place.
   * @example business-1004
   */
  reference?: string;
  /**
   * @description Sila's own id of the request. On newer pages only.
   *
   * **Evidence:** example ([/unlink_business_member](https://docs.silamoney.com/docs/unlink_business_member)). On the copy of the page for partner Priority.
   */
  sila_reference_id?: string;
  /**
   * @description Milliseconds that the server took, as a string of digits.
   * @example 171
   */
  response_time_ms?: string;
}

/**
 * @description What a person is in a business. Sila lists these three; others may be added.
 *
 * **Source:** [/get_business_roles](https://docs.silamoney.com/docs/get_business_roles).
 * @example controlling_officer
 */
export type BusinessRole = ('administrator' | 'beneficial_owner' | 'controlling_officer') | (string & {});

/**
 * @description A role that a person can have in a business.
 *
 * **Source:** [/get_business_roles](https://docs.silamoney.com/docs/get_business_roles).
 */
export interface BusinessRoleDetails {
  /**
   * Format: uuid
   * @description UUID of the role, for `role_uuid`.
   * @example 2352ec19-130d-45ba-8e0f-83a5b902e7ce
   */
  uuid: string;
  /**
   * @description What a person is in a business. Sila lists these three; others may be added.
   *
   * **Source:** [/get_business_roles](https://docs.silamoney.com/docs/get_business_roles).
   * @example controlling_officer
   */
  name: BusinessRole;
  /**
   * @description Name to display, such as `Beneficial Owner`.
   * @example Controlling Officer
   */
  label: string;
}

/**
 * @description The roles that a person can have in a business.
 *
 * **Source:** [/get_business_roles](https://docs.silamoney.com/docs/get_business_roles).
 */
export type BusinessRolesResponse = Succeeded & {
  /** @description One entry for each role. Every copy of the page has the same three. */
  business_roles: BusinessRoleDetails[];
};

/**
 * @description A business in short.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 */
export type BusinessSummary = EntitySummary & {
  /**
   * Format: uuid
   * @description UUID of the business.
   * @example e5a83c17-204f-4b9d-8a61-c73d0f9b2e84
   */
  uuid: string;
  /**
   * @description Kind of business, such as `llc` or `corporation`.
   * @example llc
   */
  business_type: string;
  /**
   * @description Name that it trades under; empty when it has none.
   * @example Example
   */
  dba: string;
};

/**
 * @description A kind of business.
 *
 * **Source:** [/get_business_types](https://docs.silamoney.com/docs/get_business_types).
 */
export interface BusinessType {
  /**
   * Format: uuid
   * @description UUID of the kind, for `entity.business_type_uuid` of `register`.
   * @example 4819b5f8-4cab-4366-95ec-df7a36c5c140
   */
  uuid: string;
  /**
   * @description Name of the kind, such as `llc`, for `entity.business_type` of `register`.
   * @example corporation
   */
  name: string;
  /**
   * @description Name to display, such as `LLC`.
   * @example Corporation
   */
  label: string;
  /**
   * @description Whether a business of this kind, and its beneficial owners, need to be certified.
   *
   * **Evidence:** example ([/get_business_types](https://docs.silamoney.com/docs/get_business_types)). In an older copy of the page and the SDKs since 2022; absent from the readme of 2020, hence optional.
   * @example true
   */
  requires_certification?: boolean;
}

/**
 * @description The kinds of businesses.
 *
 * **Source:** [/get_business_types](https://docs.silamoney.com/docs/get_business_types).
 */
export type BusinessTypesResponse = Succeeded & {
  /** @description One entry for each kind. The list is served, and may change. */
  business_types: BusinessType[];
};

/**
 * @description A certification of a business.
 *
 * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)).
 */
export interface Certification {
  /**
   * @description Handle of the administrator who certified it.
   * @example ed_example
   */
  administrator_user_handle?: string;
  /**
   * @description When it was certified.
   *
   * **Evidence:** conflicting ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). A number in the SDK's older client, a text in its newer one. Chosen, either.
   * @example 2025-11-21T00:00:00Z
   */
  created?: number | (string & {});
  /**
   * @description When it was certified, Unix seconds as a number or as digits.
   *
   * **Evidence:** conflicting ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). A number until June 2022, a text since then, "to match API response". Chosen, either.
   * @example 1763683200
   */
  created_epoch?: number | (string & {});
  /**
   * @description When the certification ends, null when it does not.
   *
   * **Evidence:** conflicting ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). A number in the SDK's older client, a text in its newer one. Chosen, either.
   */
  expires_after?: number | (string & {}) | null;
  /**
   * @description When the certification ends, Unix seconds as a number or as digits; null when it does not.
   *
   * **Evidence:** conflicting ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). A number until June 2022, a text since then, "to match API response". Chosen, either.
   */
  expires_after_epoch?: number | (string & {}) | null;
  /** @description Certifications of its beneficial owners. */
  beneficial_owner_certifications?: unknown[];
}

/**
 * @description The certification has been recorded.
 *
 * **Evidence:** example ([/certify_business](https://docs.silamoney.com/docs/certify_business)).
 */
export type CertifiedResponse = WithRequired<Succeeded, 'status' | 'message'>;

/**
 * @description Which owner of which business is certified.
 *
 * **Source:** [/certify_beneficial_owner](https://docs.silamoney.com/docs/certify_beneficial_owner).
 */
export type CertifyBeneficialOwnerRequest = BusinessHeaderOnlyRequest & {
  /**
   * @description Handle of the beneficial owner, who may be the administrator.
   * @example ed_example
   */
  member_handle: string;
  /**
   * @description The `certification_token` of the owner's membership with the role `beneficial_owner` in this business, as `getEntity` of the owner returns it. It shows that somebody has looked at the owner's data before.
   * @example certification-token-of-ed-example
   */
  certification_token: string;
};

/**
 * @description Name of a check. Those listed have been seen; others are possible.
 *
 * **Evidence:** example ([/kyc](https://docs.silamoney.com/docs/kyc)). This page names address and birthdate, the page of a single verification priority_kyc. The whole list is not published.
 * @example address
 */
export type Check = ('address' | 'birthdate' | 'priority_kyc') | (string & {});

/**
 * @description Whether the handle is free. `success` tells; the HTTP status is 200 in either case.
 *
 * **Source:** [/check_handle](https://docs.silamoney.com/docs/check_handle).
 */
export type CheckHandleResponse = components['schemas']['CheckHandleResponse'];

/**
 * @description The end user has not passed, or not yet, or is a business that has passed and still needs to be certified.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 */
export type CheckKycNotPassed = CheckKycResult & {
  /**
   * @description Always false.
   *
   * **Evidence:** assumed ([/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc)). The tests assert status alone; the page of the sibling operation shows false beside FAILURE.
   * @example false
   * @constant
   */
  success: false;
  /**
   * @description Always `FAILURE`.
   * @example FAILURE
   * @constant
   */
  status: 'FAILURE';
};

/**
 * @description The end user has passed.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 */
export type CheckKycPassed = CheckKycResult & {
  /**
   * @description Always true.
   * @example true
   * @constant
   */
  success: true;
  /**
   * @description Always `SUCCESS`.
   * @example SUCCESS
   * @constant
   */
  status: 'SUCCESS';
};

/**
 * @description Which end user. With `kyc_level`, only verifications of that level count; without it, the last one that is not pending.
 *
 * **Evidence:** conflicting ([/check_kyc](https://docs.silamoney.com/docs/check_kyc)). All copies of the page but the newest explain `kyc_level`. Chosen, optional. The table of the body could not be read, so the object is open.
 */
export interface CheckKycRequest {
  /**
   * @description Which app asks, for which end user, and when.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   */
  header: UserHeader;
  /**
   * @description Name of this kind of body, `header_msg`. Older clients send it; it is not needed.
   * @example header_msg
   */
  message?: string;
  /**
   * @description How thoroughly the end user is verified. Those listed are the levels that Sila names; an app may have others, and `KYC-LITE`, `RECEIVE_ONLY`, `INSTANT-ACH`, `DOC_KYC` and `DEFAULT` have been given up.
   *
   * **Source:** [KYC and KYB Levels](https://docs.silamoney.com/docs/kyckyb-levels).
   */
  kyc_level?: ClassicKycLevel;
}

/**
 * @description How the classic verification of an end user stands. `success`, or `status`, tells the two apart.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 */
export type CheckKycResponse = components['schemas']['CheckKycResponse'];

/**
 * @description What both outcomes have in common.
 *
 * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). The page's own sample could not be read. The Python SDK's tests assert status and history.
 */
export interface CheckKycResult {
  /**
   * @description Text for people, such as `ada_example has passed ID verification!`. Do not branch on it.
   * @example ed_example has passed ID verification!
   */
  message: string;
  /**
   * @description The request's `header.reference`, or the one assigned in its place.
   * @example classic-1003
   */
  reference?: string;
  /**
   * @description Sila's own id of the request.
   *
   * **Evidence:** assumed ([/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc)). On the newest copies of other pages; not shown for this operation, hence optional.
   */
  sila_reference_id?: string;
  /**
   * @description Milliseconds that the server took, as a string of digits.
   * @example 171
   */
  response_time_ms?: string;
  /**
   * @description What the end user is. Those listed have been seen; others are possible.
   *
   * **Evidence:** conflicting ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). User in the newer sample, individual or business in the older one. Chosen, all three and any other.
   * @example individual
   */
  entity_type?: EntityType;
  /**
   * @description Where a verification stands. `passed` and `failed` are final. The four that begin with `member_` are of businesses. Those listed have been seen; others are possible.
   *
   * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)). The page has a table of statuses that no readable copy reaches; the values are from pages and samples around it.
   * @example passed
   */
  verification_status?: VerificationStatus;
  /** @description One entry for each verification. */
  verification_history?: ClassicVerification[];
  /** @description Names of levels. Which ones is not explained. */
  valid_kyc_levels?: ClassicKycLevel[];
  /**
   * @description Whether a business has been certified. `certified` is the value seen; others are possible.
   *
   * **Evidence:** sdk ([Sila-Money/sila-sdk-demo, Sila's demo application](https://github.com/Sila-Money/sila-sdk-demo)). The PHP SDK's readme says certified too; the Java SDK's test finds it not null on a business that has passed and is not certified. Its value then is not shown.
   * @example pending
   */
  certification_status?: string | null;
  /** @description Certifications of a business. */
  certification_history?: Certification[];
  /** @description Members of a business. */
  members?: BusinessMember[];
}

/**
 * @description The end user has not passed, or not yet.
 *
 * **Evidence:** example ([/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc)).
 */
export type CheckPartnerKycNotPassed = CheckPartnerKycResult & {
  /**
   * @description Always false.
   * @example false
   * @constant
   */
  success: false;
  /**
   * @description Always `FAILURE`.
   * @example FAILURE
   * @constant
   */
  status: 'FAILURE';
};

/**
 * @description The end user has passed.
 *
 * **Evidence:** example ([/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc)).
 */
export type CheckPartnerKycPassed = CheckPartnerKycResult & {
  /**
   * @description Always true.
   * @example true
   * @constant
   */
  success: true;
  /**
   * @description Always `SUCCESS`.
   * @example SUCCESS
   * @constant
   */
  status: 'SUCCESS';
};

/**
 * @description Which end user of which app.
 *
 * **Evidence:** conflicting ([/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc)). The text of the page speaks of auth_handle in the header, its samples have app_handle. Chosen, either. The page shows nothing else in the body; that more is refused is not said, so the object is open.
 */
export interface CheckPartnerKycRequest {
  /**
   * @description The header, with `app_handle` or with its older name `auth_handle`.
   *
   * **Source:** [/auth_token](https://docs.silamoney.com/docs/auth_token).
   */
  header: components['schemas']['AppHeader'];
  /**
   * @description Handle of the partner app.
   *
   * **Source:** [/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc).
   * @example partner_app
   */
  query_app_handle: string;
  /**
   * @description Handle of the partner app's end user.
   *
   * **Source:** [/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc).
   * @example ed_example
   */
  query_user_handle: string;
}

/**
 * @description How the verification of a partner's end user stands. `success`, or `status`, tells the two apart.
 *
 * **Evidence:** example ([/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc)).
 */
export type CheckPartnerKycResponse = components['schemas']['CheckPartnerKycResponse'];

/**
 * @description What both outcomes have in common.
 *
 * **Evidence:** example ([/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc)).
 */
export interface CheckPartnerKycResult {
  /**
   * @description Text for people. Do not branch on it.
   * @example ed_example has passed ID verification!
   */
  message: string;
  /**
   * @description The request's `header.reference`, or the one assigned in its place. On older copies of the page.
   * @example partner-1002
   */
  reference?: string;
  /**
   * @description The same by the name that the newest copy of the page has.
   *
   * **Evidence:** conflicting ([/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc)). The newest copy of the page has this and sila_reference_id, older ones reference. Chosen, all optional.
   * @example partner-1001
   */
  customer_reference_id?: string;
  /**
   * @description Sila's own id of the request. On the newest copy of the page only.
   * @example req_00example00example00ex06
   */
  sila_reference_id?: string;
  /**
   * @description Milliseconds that the server took, as a string of digits.
   * @example 171
   */
  response_time_ms?: string;
  /**
   * @description What the end user is. Those listed have been seen; others are possible.
   *
   * **Evidence:** conflicting ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). User in the newer sample, individual or business in the older one. Chosen, all three and any other.
   * @example individual
   */
  entity_type: EntityType;
  /**
   * @description Where a verification stands. `passed` and `failed` are final. The four that begin with `member_` are of businesses. Those listed have been seen; others are possible.
   *
   * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)). The page has a table of statuses that no readable copy reaches; the values are from pages and samples around it.
   * @example passed
   */
  verification_status: VerificationStatus;
}

/**
 * @description Which verification, of whom, and how it stands.
 *
 * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
 */
export interface ClassicKycDetails {
  /**
   * Format: uuid
   * @description UUID of the verification.
   * @example 3ac81d67-e250-4f9b-87d4-b16e0f5a92c3
   */
  kyc: string;
  /**
   * @description How the verification stands. Those listed are the ones that Sila names; others are possible.
   * @example passed
   */
  outcome: ('pending' | 'passed' | 'failed' | 'review' | 'member_review' | 'documents_required') | (string & {});
  /**
   * @description Handle of the end user.
   * @example ed_example
   */
  entity: string;
}

/**
 * @description A classic verification has come to a result.
 *
 * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
 */
export interface ClassicKycEvent {
  /**
   * @description When it happened, Unix seconds.
   * @example 1763683033
   */
  event_time: number;
  /**
   * @description Kind of event.
   *
   * **Evidence:** conflicting ([Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference)). The sample on the page has kyc, its text and the page of /get_webhooks say kyc_update. Chosen, either.
   * @example kyc
   * @enum {string}
   */
  event_type: 'kyc' | 'kyc_update';
  /**
   * Format: uuid
   * @description UUID of the event, another for every event.
   * @example b90d7e31-f248-4a5c-96e3-0c71a8d5f42b
   */
  event_uuid: string;
  /**
   * @description Which verification, of whom, and how it stands.
   *
   * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
   */
  event_details: ClassicKycDetails;
}

/**
 * @description How thoroughly the end user is verified. Those listed are the levels that Sila names; an app may have others, and `KYC-LITE`, `RECEIVE_ONLY`, `INSTANT-ACH`, `DOC_KYC` and `DEFAULT` have been given up.
 *
 * **Source:** [KYC and KYB Levels](https://docs.silamoney.com/docs/kyckyb-levels).
 * @example KYC-STANDARD
 */
export type ClassicKycLevel =
  | ('KYC-STANDARD' | 'KYC-SARDINE-STANDARD' | 'KYC-SARDINE-STRICT' | 'KYB-STANDARD')
  | (string & {});

/**
 * @description What did not match, such as `SSN Not Verified`. `Denied KYC` never comes alone. Those listed are the ones that Sila names; others are possible.
 *
 * **Source:** [Triaging KYC Failures](https://docs.silamoney.com/docs/triaging-kyc-failures).
 * @example Name Mismatch
 */
export type ClassicKycTag =
  | (
      | 'Address Not Matched'
      | 'Address Not Verified'
      | 'Company Name Not Matched'
      | 'DOB Miskey'
      | 'DOB Not Verified'
      | 'Denied Fraud'
      | 'Denied KYC'
      | 'FEIN Document Required'
      | 'FEIN Unmatched'
      | 'Fraud Review'
      | 'Fraud Risk'
      | 'Fraud Warning'
      | 'Name Mismatch'
      | 'Name Not Verified'
      | 'SSN Miskey'
      | 'SSN Not Verified'
    )
  | (string & {});

/**
 * @description One classic verification.
 *
 * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)).
 */
export interface ClassicVerification {
  /**
   * Format: uuid
   * @description UUID of the verification, which `requestKyc` returns as `verification_uuid`.
   * @example 3ac81d67-e250-4f9b-87d4-b16e0f5a92c3
   */
  verification_id?: string;
  /**
   * @description Where a verification stands. `passed` and `failed` are final. The four that begin with `member_` are of businesses. Those listed have been seen; others are possible.
   *
   * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)). The page has a table of statuses that no readable copy reaches; the values are from pages and samples around it.
   * @example passed
   */
  verification_status?: VerificationStatus;
  /**
   * @description How thoroughly the end user is verified. Those listed are the levels that Sila names; an app may have others, and `KYC-LITE`, `RECEIVE_ONLY`, `INSTANT-ACH`, `DOC_KYC` and `DEFAULT` have been given up.
   *
   * **Source:** [KYC and KYB Levels](https://docs.silamoney.com/docs/kyckyb-levels).
   * @example KYC-STANDARD
   */
  kyc_level?: ClassicKycLevel;
  /**
   * @description When it was requested, Unix seconds.
   * @example 1763683000
   */
  requested_at?: number;
  /**
   * @description When it last changed, Unix seconds.
   * @example 1763683033
   */
  updated_at?: number;
  /** @description Why it came out as it did. */
  reasons?: string[];
  /** @description Names of what did not match, which tell which document to ask for. */
  tags?: ClassicKycTag[];
  /**
   * @description Not explained.
   *
   * **Evidence:** sdk ([Sila SDK for C#](https://github.com/Sila-Money/sila-sdk-csharp)).
   */
  score?: number | null;
  /**
   * @description The business's verification when this is the one of a member, else null.
   *
   * **Evidence:** conflicting ([Sila SDK for C#](https://github.com/Sila-Money/sila-sdk-csharp)). This SDK gives it names of its own, the older Java client those of any verification, the newer one any value. Chosen, this SDK's, all optional.
   */
  parent_verification?: ParentVerification;
}

/**
 * @description The end user's key, for apps that sign (ECDSA). Requests about the end user are then signed with it too (`usersignature`). Not needed with a bearer token.
 *
 * **Evidence:** conflicting ([entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg)). Required in the older copy of the page, absent from the newer one; the page of register says that it is not needed with a token. Chosen, optional.
 */
export interface CryptoEntry {
  /**
   * @description Ethereum address of the key, `0x` and 40 hexadecimal digits. Not used in Sila before.
   *
   * **Evidence:** example ([entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg)).
   */
  crypto_address: string;
  /**
   * @description Blockchain; `ETH` is the value seen.
   *
   * **Evidence:** example ([entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg)).
   */
  crypto_code: 'ETH' | (string & {});
  /**
   * @description Your name for the key.
   *
   * **Evidence:** example ([entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg)).
   */
  crypto_alias?: string;
}

/**
 * @description The end user has no such entry any more.
 *
 * **Evidence:** example ([/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data)).
 */
export type DeletedResponse = WithRequired<Succeeded, 'status' | 'message' | 'reference'>;

/**
 * @description UUIDs of the documents, as `uploadDocuments` returns them (`document_id`).
 *
 * **Evidence:** conflicting ([/resume_verification](https://docs.silamoney.com/docs/resume_verification)). A list in the page's sample and in Sila's Postman collection, a string in the page's table. Chosen, a list, since there may be several documents.
 */
export type DocumentIds = string[];

/**
 * @description What a document is.
 *
 * **Source:** [/documents](https://docs.silamoney.com/docs/documents).
 */
export interface DocumentMetadata {
  /**
   * @description Your name for the document, not blank.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). In the page's sample; that a blank one gets 400 and none at all does not is in the SDK's tests.
   * @example Driver's license, front
   */
  name?: string;
  /**
   * @description Name of the file, without its extension in every sample.
   * @example license_front
   */
  filename: string;
  /**
   * @description SHA-256 of the file's bytes, 64 hexadecimal digits.
   * @example a4d4c009619311d9b83904acfd62fe3b7f918c312522bbcc6ad51cdec4fd1edf
   */
  hash: string;
  /**
   * @description Media type of the file. Those listed have been accepted; which others are is not published.
   *
   * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)). JPEG is on the page of /documents, PNG and PDF are what the SDK's tests upload with success.
   * @example image/png
   */
  mime_type: DocumentMimeType;
  /**
   * @description Name of a kind of document. `documentTypes` returns all of them, about 28. Those listed have been seen; others are possible.
   *
   * **Evidence:** example ([/document_types](https://docs.silamoney.com/docs/document_types)). The last two are from the pages of /documents and /list_documents.
   * @example id_drivers_license
   */
  document_type: DocumentTypeName;
  /**
   * @description Class of the document, as `documentTypes` returns it, such as `license`.
   *
   * **Evidence:** conflicting ([/document_types](https://docs.silamoney.com/docs/document_types)). This page and Sila's Postman collection have it sent, newer copies of the page of /documents and the JavaScript SDK do not. Chosen, optional.
   */
  identity_type?: string;
  /**
   * @description What the document shows, for people. Not blank.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). In the page's sample; that a blank one gets 400 and none at all does not is in the SDK's tests.
   * @example Front of the driver's license
   */
  description?: string;
  /**
   * Format: uuid
   * @description UUID of the verification that the document is for. To be sent with Advanced KYC.
   *
   * **Evidence:** conflicting ([Advanced KYC Flow](https://docs.silamoney.com/docs/advanced-kyc-flow)). Required by this page, optional in the SDKs, absent from Sila's Postman collection. Chosen, optional. That it belongs to each document when there are several is the Java SDK's model.
   * @example 42c9e0f1-7b3d-4a58-9f06-1d8e5a7c3b20
   */
  verification_uuid?: string;
}

/**
 * @description Media type of the file. Those listed have been accepted; which others are is not published.
 *
 * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)). JPEG is on the page of /documents, PNG and PDF are what the SDK's tests upload with success.
 * @example image/png
 */
export type DocumentMimeType = ('image/jpeg' | 'image/png' | 'application/pdf') | (string & {});

/**
 * @description A type of documents.
 *
 * **Evidence:** example ([/document_types](https://docs.silamoney.com/docs/document_types)).
 */
export interface DocumentType {
  /**
   * @description Name of a kind of document. `documentTypes` returns all of them, about 28. Those listed have been seen; others are possible.
   *
   * **Evidence:** example ([/document_types](https://docs.silamoney.com/docs/document_types)). The last two are from the pages of /documents and /list_documents.
   * @example bank_statement
   */
  name: DocumentTypeName;
  /**
   * @description Its name for people.
   * @example Bank Statement
   */
  label: string;
  /**
   * @description Class that it belongs to. Those listed have been seen; others are possible.
   *
   * **Evidence:** example ([/document_types](https://docs.silamoney.com/docs/document_types)). That license is one of them is from Sila's Postman collection.
   * @example other
   */
  identity_type: ('contract' | 'license' | 'other') | (string & {});
}

/**
 * @description Name of a kind of document. `documentTypes` returns all of them, about 28. Those listed have been seen; others are possible.
 *
 * **Evidence:** example ([/document_types](https://docs.silamoney.com/docs/document_types)). The last two are from the pages of /documents and /list_documents.
 * @example id_drivers_license
 */
export type DocumentTypeName =
  | ('bank_statement' | 'doc_green_card' | 'doc_lease' | 'id_drivers_license' | 'id_passport')
  | (string & {});

/**
 * @description A page of the types of documents.
 *
 * **Evidence:** example ([/document_types](https://docs.silamoney.com/docs/document_types)).
 */
export type DocumentTypesResponse = Succeeded & {
  /** @description One entry for each type. */
  document_types: DocumentType[];
  /**
   * @description Which part of a list the answer holds.
   *
   * **Evidence:** example ([/list_documents](https://docs.silamoney.com/docs/list_documents)). The members that the sample cuts off are in the Java SDK, and the PHP SDK's tests assert all four.
   */
  pagination: Pagination;
};

/**
 * @description The e-mail address as it is registered now.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 */
export type EmailResponse = WithRequired<Succeeded, 'status' | 'message' | 'reference'> & {
  /**
   * @description An e-mail address of an end user.
   *
   * **Evidence:** example ([/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data)).
   */
  email: RegisteredEmail;
};

/**
 * @description Name, date and business data of an end user, each of which may be absent.
 *
 * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). The pages name them in prose; that one alone can be sent is in the SDK's tests. A third party's tests of 2020 saw 400 for first and last names that are empty or longer than 40 characters; Sila states no such bounds.
 */
export interface EntityChanges {
  /**
   * @description Given name of a person, as in documents. Not blank.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
   * @example Augustus
   */
  first_name?: string;
  /**
   * @description Family name of a person, as in documents.
   * @example Example
   */
  last_name?: string;
  /**
   * @description Name to display of a person, legal name of a business.
   * @example Augustus Example
   */
  entity_name?: string;
  /**
   * Format: date
   * @description Date of birth or of incorporation, `YYYY-MM-DD`. A person is 18 or older.
   *
   * **Source:** [Mock Failure Data, with the messages that registering may answer](https://docs.silamoney.com/docs/testing_mock_failure_data).
   */
  birthdate?: string;
  /** @description Kind of business, such as `llc` or `corporation`. */
  business_type?: string;
  /**
   * @description Industry of the business in the North American classification (NAICS), such as 721.
   *
   * **Evidence:** conflicting ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)). A number here and in all SDKs but that for PHP, whose test sends text and expects success. Chosen, either.
   */
  naics_code?: number | (string & {});
  /**
   * @description Name that the business trades under.
   * @example Example Hotels
   */
  doing_business_as?: string;
  /** @description Address of the website of the business. */
  business_website?: string;
  /**
   * Format: date
   * @description Day on which the business was registered, `YYYY-MM-DD`.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). In its class; a customer's fork of June 2025 sends it in updates.
   */
  registration_date?: string;
  /** @description State where the business is registered, by its two letters. */
  registration_state?: string;
}

/**
 * @description End users by kind. Both lists are there, empty where the page or the filter leaves none of the kind.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The page's sample is cut inside individuals; the tests of this SDK and of that for Python assert the rest.
 */
export interface EntityLists {
  /** @description Persons. */
  individuals: EntitySummary[];
  /** @description Businesses. */
  businesses: BusinessSummary[];
}

/**
 * @description A person with a role in the business.
 *
 * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)). As the readme of this SDK shows it until November 2020; the classes of the SDKs for Java and C# have the same.
 */
export interface EntityMember {
  /**
   * @description Handle of the person.
   * @example gus_example
   */
  user_handle?: string;
  /**
   * @description Given name.
   * @example Gus
   */
  first_name?: string;
  /**
   * @description Family name.
   * @example Example
   */
  last_name?: string;
  /**
   * @description What a person is in a business. Sila lists these three; others may be added.
   *
   * **Source:** [/get_business_roles](https://docs.silamoney.com/docs/get_business_roles).
   * @example controlling_officer
   */
  role?: BusinessRole;
  /**
   * @description What was said about the role when it was given.
   * @example CEO
   */
  details?: string | null;
  /**
   * @description Share that the person owns, null when it was not given. Whether 60 % is 0.6 or 60 is not certain: compare it with what was sent.
   *
   * **Evidence:** conflicting ([/link_business_member](https://docs.silamoney.com/docs/link_business_member)). The page asks for more than 0 and up to 100, and a third party's tests of 2020 saw 101 refused; Sila's demo divides per cent by 100 and the tests of the SDKs send 0.6 and 0.66. Chosen, any number.
   * @example 60
   */
  ownership_stake?: number | null;
}

/**
 * @description A role of a person in a business.
 *
 * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)). As the readme of this SDK shows it until November 2020; the classes of the SDKs for Java and C# have the same.
 */
export interface EntityMembership {
  /**
   * @description Handle of the business.
   * @example hub_example
   */
  business_handle: string;
  /**
   * @description Legal name of the business.
   * @example Example LLC
   */
  entity_name: string;
  /**
   * @description What a person is in a business. Sila lists these three; others may be added.
   *
   * **Source:** [/get_business_roles](https://docs.silamoney.com/docs/get_business_roles).
   * @example controlling_officer
   */
  role: BusinessRole;
  /** @description What was said about the role when it was given. */
  details?: string | null;
  /**
   * @description Share that the person owns, null when it was not given. Whether 60 % is 0.6 or 60 is not certain: compare it with what was sent.
   *
   * **Evidence:** conflicting ([/link_business_member](https://docs.silamoney.com/docs/link_business_member)). The page asks for more than 0 and up to 100, and a third party's tests of 2020 saw 101 refused; Sila's demo divides per cent by 100 and the tests of the SDKs send 0.6 and 0.66. Chosen, any number.
   */
  ownership_stake?: number | null;
  /**
   * @description Token for certifying the person as a beneficial owner once the business has passed verification.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   */
  certification_token?: string | null;
}

/**
 * @description An end user in short.
 *
 * **Evidence:** example ([/get_entities](https://docs.silamoney.com/docs/get_entities)).
 */
export interface EntitySummary {
  /**
   * @description Handle of the end user.
   * @example gus_example
   */
  handle: string;
  /**
   * @description Name to display.
   * @example Gus Example
   */
  full_name: string;
  /**
   * @description When the end user was registered, Unix seconds.
   * @example 1763600000
   */
  created: number;
  /**
   * @description Whether the end user may act. Those listed have been seen; others are possible.
   * @example active
   */
  status: ('active' | 'frozen') | (string & {});
  /**
   * @description Blockchain addresses of the end user's wallets.
   *
   * **Evidence:** conflicting ([/get_entities](https://docs.silamoney.com/docs/get_entities)). Of this name on the newest copy of the page, of the name blockchain_addresses on older ones and in the SDKs. Chosen, both and neither required.
   */
  wallet_addresses?: string[];
  /**
   * @description Older name of `wallet_addresses`.
   *
   * **Evidence:** conflicting ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). Of this name in the SDKs and on older copies of the page, of the name wallet_addresses on the newest one. Chosen, both and neither required.
   */
  blockchain_addresses?: string[];
}

/**
 * @description What the end user is. Those listed have been seen; others are possible.
 *
 * **Evidence:** conflicting ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). User in the newer sample, individual or business in the older one. Chosen, all three and any other.
 * @example User
 */
export type EntityType = ('User' | 'individual' | 'business') | (string & {});

/**
 * @description What all failures have in common. Tell them apart by `error_code` and the HTTP status; the wording of `message` may change at any time.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 */
export interface ErrorBody {
  /**
   * @description Always false.
   *
   * **Evidence:** example ([/kyc](https://docs.silamoney.com/docs/kyc)).
   * @example false
   * @constant
   */
  success: false;
  /**
   * @description Text for people. Do not branch on it.
   *
   * **Source:** [Breaking Change Policy](https://docs.silamoney.com/docs/breaking-change-policy).
   * @example ada_example is taken.
   */
  message: string;
  /**
   * @description Names the failure, where it has a name. Expect names that are not in this document; null is the same as absent.
   *
   * **Evidence:** assumed ([/kyc](https://docs.silamoney.com/docs/kyc)). The page of /kyc has it for five failures and none for the sixth; that it may be null, or have a new value, is assumed. The policy on changes does not name codes.
   * @example KYC_ATTEMPTS_EXCEEDED
   */
  error_code?: string | null;
  /**
   * @description Outcome in a word; `FAILURE` is the value seen on failures.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). Most operations send it; the page of /kyc does not show it.
   * @example FAILURE
   */
  status?: 'FAILURE' | (string & {});
  /**
   * @description The request's `header.reference`, or the one assigned in its place.
   *
   * **Evidence:** assumed ([/kyc](https://docs.silamoney.com/docs/kyc)). The page shows it on success; that failures carry it too is not shown, hence optional.
   * @example user-2002
   */
  reference?: string;
  /**
   * @description Sila's own id of the request, to be quoted to its support.
   *
   * **Evidence:** assumed ([/kyc](https://docs.silamoney.com/docs/kyc)). The page shows it on success; that failures carry it too is not shown, hence optional.
   */
  sila_reference_id?: string;
  /**
   * @description Milliseconds that the server took, as a string of digits.
   *
   * **Evidence:** assumed ([/check_handle](https://docs.silamoney.com/docs/check_handle)). The page shows it on success; that failures carry it too is not shown, hence optional.
   * @example 171
   */
  response_time_ms?: string;
}

/**
 * @description Created, last changed, or to be sent again, in Unix seconds; an empty text for never.
 *
 * **Evidence:** conflicting ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). Numbers in the page's sample and the C# SDK, texts in the Java SDK; the empty text is in the page's sample. Chosen, either.
 * @example 1763683033
 */
export type EventEpoch = number | (string & {});

/**
 * Format: binary
 * @description The file's bytes, not text.
 *
 * **Source:** [/get_document](https://docs.silamoney.com/docs/getdocument).
 * @example data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==
 */
export type FileBytes = string;

/**
 * @description What is registered about a business.
 *
 * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)).
 */
export type GetBusinessResponse = WithRequired<Succeeded, 'status' | 'reference'> &
  BusinessDetails &
  RegisteredData & {
    /** @description The persons who have a role in the business, if any. */
    members?: WithRequired<EntityMember, 'user_handle' | 'first_name' | 'last_name' | 'role'>[];
  };

/**
 * @description Which document of which end user.
 *
 * **Source:** [/get_document](https://docs.silamoney.com/docs/getdocument).
 */
export interface GetDocumentRequest {
  /**
   * @description Which app asks, for which end user, and when.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   */
  header: UserHeader;
  /**
   * Format: uuid
   * @description UUID of the document, as `uploadDocuments` and `listDocuments` return it.
   * @example 5c1f7e38-92ab-4d06-8b75-e03a64c9d112
   */
  document_id: string;
}

/**
 * @description Which kind of end users to list, all of them by default.
 *
 * **Source:** [/get_entities](https://docs.silamoney.com/docs/get_entities).
 */
export interface GetEntitiesRequest {
  /**
   * @description The header, with `app_handle` or with its older name `auth_handle`.
   *
   * **Source:** [/auth_token](https://docs.silamoney.com/docs/auth_token).
   */
  header: components['schemas']['AppHeader'];
  /**
   * @description Name of this kind of body, `header_msg`. Older clients send it; it is not needed.
   *
   * **Evidence:** example ([/get_entities](https://docs.silamoney.com/docs/get_entities)). In the sample; Sila's Postman collection does without.
   * @example header_msg
   */
  message?: string;
  /**
   * @description Only end users of this kind.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). Its tests see 400 for another kind.
   * @example business
   * @enum {string}
   */
  entity_type?: 'individual' | 'business';
}

/**
 * @description A page of the app's end users.
 *
 * **Evidence:** example ([/get_entities](https://docs.silamoney.com/docs/get_entities)).
 */
export type GetEntitiesResponse = WithRequired<Succeeded, 'reference'> & {
  /**
   * @description End users by kind. Both lists are there, empty where the page or the filter leaves none of the kind.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The page's sample is cut inside individuals; the tests of this SDK and of that for Python assert the rest.
   */
  entities: EntityLists;
  /**
   * @description Which part of a list the answer holds.
   *
   * **Evidence:** example ([/list_documents](https://docs.silamoney.com/docs/list_documents)). The members that the sample cuts off are in the Java SDK, and the PHP SDK's tests assert all four.
   */
  pagination: Pagination;
};

/**
 * @description What is registered about an end user. `entity_type` tells a person from a business.
 *
 * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
 */
export type GetEntityResponse = components['schemas']['GetEntityResponse'];

/**
 * @description What is registered about a person.
 *
 * **Evidence:** example ([/get_entity](https://docs.silamoney.com/docs/get_entity)).
 */
export type GetIndividualResponse = WithRequired<Succeeded, 'status' | 'reference'> &
  IndividualDetails &
  RegisteredData & {
    /**
     * @description The person's roles in businesses, if any.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    memberships?: EntityMembership[];
  };

/**
 * @description A verification in detail.
 *
 * **Evidence:** example ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). Required is what both generations of the sample have.
 */
export interface GetVerificationResponse {
  /**
   * @description Always true.
   * @example true
   * @constant
   */
  success: true;
  /**
   * @description Outcome in a word; `SUCCESS` is the value seen.
   * @example SUCCESS
   */
  status: 'SUCCESS' | (string & {});
  /**
   * @description Text for people. Do not branch on it.
   *
   * **Evidence:** conflicting ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). In the older sample, absent from the newer one. Chosen, optional.
   */
  message?: string;
  /**
   * @description The request's `header.reference`, or the one assigned in its place.
   * @example order-1003
   */
  reference: string;
  /**
   * @description Sila's own id of the request.
   *
   * **Evidence:** example ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). In the newer sample only, hence optional.
   * @example req_00example00example00ex15
   */
  sila_reference_id?: string;
  /**
   * @description Milliseconds that the server took, as a string of digits.
   *
   * **Evidence:** example ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). In the older sample; the newer one is cut before it could come.
   * @example 171
   */
  response_time_ms?: string;
  /**
   * Format: uuid
   * @description UUID of the verification, which `getVerifications` returns as `verification_uuid`.
   * @example 8d5f20b7-6a1e-4c93-b0d4-f37a91e2c586
   */
  verification_id: string;
  /**
   * @description When `kyc` was called, Unix seconds.
   * @example 1763683000
   */
  requested_at: number;
  /**
   * @description When the verification last changed, Unix seconds.
   * @example 1763683018
   */
  updated_at: number;
  /**
   * @description What the end user is. Those listed have been seen; others are possible.
   *
   * **Evidence:** conflicting ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). User in the newer sample, individual or business in the older one. Chosen, all three and any other.
   * @example User
   */
  entity_type: EntityType;
  /**
   * @description Where it stands. One that is not final turns into failed after 30 days without a change.
   *
   * **Evidence:** conflicting ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). This page says so of any status that is not final, older pages of get_verifications of review and documents_required only, the newest page of /kyc only where no document was uploaded. Chosen, this page.
   * @example passed
   */
  verification_status: VerificationStatus;
  /**
   * Format: uuid
   * @description UUID of the KYC Flow.
   * @example 6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32
   */
  flow: string;
  /** @description Names of the checks that the flow has made. */
  checks_performed: Check[];
  /**
   * Format: uuid
   * @description UUID of the business's verification when this is the verification of one of its members, else null.
   */
  parent_verification: string | null;
  /**
   * @description Why the verification came out as it did, lists of texts under a key. Not to be shown to the end user.
   *
   * **Evidence:** conflicting ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). The newer sample has the one key for_kyc_response and an empty list; the older one has the entity's handle as key and is said never to be empty. Chosen, any key and any length.
   */
  reasons: VerificationReasons;
  /**
   * @description What is needed to go on: corrected data, a document, or Sila's review. Null when nothing is. Those listed have been seen; others are possible.
   *
   * **Evidence:** conflicting ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). Three values in the older sample, null in the newer one. Chosen, all of them; the webhook's twin action_needed has the first two only.
   * @example doc_upload
   */
  kyc_action: KycAction;
  /**
   * @description Whether a business has been certified; null for individuals.
   *
   * **Evidence:** assumed ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). Null in the one sample that shows a value. That it is a string otherwise is assumed.
   */
  certification_status?: string | null;
}

/**
 * @description The verifications of an end user.
 *
 * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)).
 */
export interface GetVerificationsResponse {
  /**
   * @description Always true.
   * @example true
   * @constant
   */
  success: true;
  /**
   * @description The request's `header.reference`, or the one assigned in its place.
   *
   * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)). In the newest copy of the page only, hence optional.
   * @example order-1002
   */
  reference?: string;
  /**
   * @description Sila's own id of the request.
   *
   * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)). In the newest copy of the page only, hence optional.
   * @example req_00example00example00ex16
   */
  sila_reference_id?: string;
  /** @description One entry for each verification. */
  verifications: VerificationSummary[];
}

/**
 * @description Which events. Without a filter, all of them.
 *
 * **Evidence:** conflicting ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). The page's header is the app's alone, with auth_handle in older copies and app_handle in the newest; the SDKs and Sila's Postman collections add user_handle to it. Chosen, any of these. That more is refused is not said, so the object is open.
 */
export interface GetWebhooksRequest {
  /** @description The header, with or without an end user. */
  header:
    | {
        /**
         * @description Handle of an end user, not empty where it is sent.
         *
         * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)). Its tests see a failure for an empty one.
         */
        user_handle?: string;
      }
    | components['schemas']['AppHeader']
    | UserHeader;
  /**
   * @description Name of this kind of body, `header_msg`. The page shows it; Sila's Postman collections do without.
   * @example header_msg
   */
  message?: string;
  /**
   * @description Only events that match all of these, and in which order.
   *
   * **Evidence:** example ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). The page's sample has all ten. That more is refused is not said, so the object is open.
   */
  search_filters?: WebhookSearchFilters;
}

/**
 * @description A page of events.
 *
 * **Evidence:** example ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). The test of the C# SDK asserts pagination; no readable copy of the page shows it.
 */
export type GetWebhooksResponse = Succeeded & {
  /**
   * @description The request's `header.reference`, by the name that the newest copy of the page has.
   * @example webhook-1001
   */
  customer_reference_id?: string;
  /**
   * @description Number of this page.
   * @example 1
   */
  page: number;
  /**
   * @description Entries in this answer.
   * @example 2
   */
  returned_count: number;
  /**
   * @description Entries in all.
   * @example 2
   */
  total_count: number;
  /** @description One entry for each event. */
  webhooks: SentEvent[];
  /**
   * @description Which part of a list the answer holds.
   *
   * **Evidence:** example ([/list_documents](https://docs.silamoney.com/docs/list_documents)). The members that the sample cuts off are in the Java SDK, and the PHP SDK's tests assert all four.
   */
  pagination?: Pagination;
};

/**
 * @description The handle is free.
 *
 * **Evidence:** example ([/check_handle](https://docs.silamoney.com/docs/check_handle)).
 */
export type HandleAvailable = WithRequired<Succeeded, 'status' | 'message' | 'reference'>;

/**
 * @description Which end user the request is about.
 *
 * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
 */
export interface HandleRequest {
  /**
   * @description Which app asks, for which end user, and when.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   */
  header: UserHeader;
  /**
   * @description Name of this kind of body, `header_msg`. Older clients send it; it is not needed.
   *
   * **Evidence:** example ([/check_handle](https://docs.silamoney.com/docs/check_handle)).
   * @example header_msg
   */
  message?: string;
}

/**
 * @description The handle is in use. Not an error, so the HTTP status is 200.
 *
 * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)). The page says that the body's status is FAILURE; that success is false and the HTTP status 200 is in its samples for the SDK and in the SDK's tests.
 */
export type HandleTaken = WithRequired<ErrorBody, 'status'>;

/**
 * @description Which end user the request is about.
 *
 * **Source:** [/get_verifications](https://docs.silamoney.com/docs/get_verifications).
 */
export interface HeaderOnlyRequest {
  /**
   * @description Which app asks, for which end user, and when.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   */
  header: UserHeader;
}

/**
 * @description The identity as it is registered now.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 */
export type IdentityResponse = WithRequired<Succeeded, 'status' | 'message' | 'reference'> & {
  /**
   * @description A number that a tax office knows an end user by.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
   */
  identity: RegisteredIdentity;
};

/**
 * @description Kind of number, `SSN` for persons, `EIN` for businesses. Those listed have been seen; others are possible.
 *
 * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). The pages have SSN; EIN is in every SDK, ITIN in this one only.
 * @example SSN
 */
export type IdentityType = ('SSN' | 'EIN' | 'ITIN') | (string & {});

/**
 * @description An end user who is a person.
 *
 * **Evidence:** example ([/get_entity](https://docs.silamoney.com/docs/get_entity)).
 */
export interface IndividualDetails {
  /**
   * @description Handle of the end user, in lower case however it was sent.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
   * @example gus_example
   */
  user_handle: ReturnedHandle;
  /**
   * @description Kind of end user.
   * @example individual
   * @constant
   */
  entity_type: 'individual';
  /**
   * @description A registered person.
   *
   * **Evidence:** example ([/get_entity](https://docs.silamoney.com/docs/get_entity)).
   */
  entity: RegisteredIndividual;
}

/**
 * @description What is needed to go on: corrected data, a document, or Sila's review. Null when nothing is. Those listed have been seen; others are possible.
 *
 * **Evidence:** conflicting ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). Three values in the older sample, null in the newer one. Chosen, all of them; the webhook's twin action_needed has the first two only.
 * @example doc_upload
 */
export type KycAction = ('entity_data' | 'doc_upload' | 'review') | (string | null);

/**
 * @description Which verification, of whom, and what it waits for.
 *
 * **Evidence:** assumed ([Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference)). No readable copy of the page has its payload; only action_needed is known. The other two are those of the sibling event, hence optional.
 */
export interface KycActionDetails {
  /**
   * @description Corrected data or a document. Those listed are the ones that Sila names; others are possible.
   *
   * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
   * @example doc_upload
   */
  action_needed: ('entity_data' | 'doc_upload') | (string & {});
  /**
   * Format: uuid
   * @description UUID of the verification, the `verification_id` of `kyc`.
   * @example 42c9e0f1-7b3d-4a58-9f06-1d8e5a7c3b20
   */
  kyc?: string;
  /**
   * @description Handle of the end user.
   * @example flo_example
   */
  entity?: string;
}

/**
 * @description A verification of Advanced KYC waits for something.
 *
 * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
 */
export interface KycActionEvent {
  /**
   * @description When it happened, Unix seconds.
   * @example 1763683033
   */
  event_time: number;
  /**
   * @description Kind of event.
   *
   * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
   * @example kyc_action
   * @constant
   */
  event_type: 'kyc_action';
  /**
   * Format: uuid
   * @description UUID of the event, another for every event.
   * @example e62c4f08-97bd-43a1-85ce-1f70d3a9b264
   */
  event_uuid: string;
  /**
   * @description Which verification, of whom, and what it waits for.
   *
   * **Evidence:** assumed ([Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference)). No readable copy of the page has its payload; only action_needed is known. The other two are those of the sibling event, hence optional.
   */
  event_details: KycActionDetails;
}

/**
 * @description The entity has failed verification twice within the past 30 days; an expired verification counts as failed.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 */
export type KycAttemptsExceeded = ErrorBody & {
  /**
   * @description Names this failure.
   *
   * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
   * @example KYC_ATTEMPTS_EXCEEDED
   * @constant
   */
  error_code: 'KYC_ATTEMPTS_EXCEEDED';
};

/**
 * @description Every way `kyc` answers 400. `error_code` tells too many attempts from the others, the presence of `validation_details` a body that breaks a rule from data that is missing.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 */
export type KycBadRequest = components['schemas']['KycBadRequest'];

/**
 * @description The body of the request breaks a rule, for example has no `header`. `validation_details` says which.
 *
 * **Evidence:** assumed ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). Asserted for other operations; no source shows it for kyc.
 */
export type KycBodyInvalid = UncodedFailure & BadRequest;

/**
 * @description The data of the end user does not suffice for the flow. `message` names what is missing, in square brackets. A body that cannot be read as JSON may be refused in this form too.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 */
export type KycDataMissing = UncodedFailure & {
  /**
   * @description Absent, or null. With it, the body of the request is what is wrong.
   *
   * **Evidence:** assumed ([/kyc](https://docs.silamoney.com/docs/kyc)). The page prints this failure without it, and the SDKs' tests see it with malformed bodies. That it tells the two apart is assumed.
   */
  validation_details?: null;
};

/**
 * @description The codes of failures that are known, as a type for programs that compare with them. Sila may add others at any time: what an answer carries is any text.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 * @enum {string}
 */
export type KycErrorCode =
  | 'KYC_ATTEMPTS_EXCEEDED'
  | 'KYC_FLOW_DNE'
  | 'KYC_FLOW_NOT_APPROVED'
  | 'KYC_REQUEST_DUPLICATE_PENDING'
  | 'RECENTLY_PASSED_ID_VERIFICATION';

/**
 * @description No KYC Flow has the UUID that the request gives.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 */
export type KycFlowDoesNotExist = ErrorBody & {
  /**
   * @description Names this failure.
   *
   * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
   * @example KYC_FLOW_DNE
   * @constant
   */
  error_code: 'KYC_FLOW_DNE';
};

/**
 * @description The KYC Flow exists, but Sila's Compliance has not approved it.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 */
export type KycFlowNotApproved = ErrorBody & {
  /**
   * @description Names this failure.
   *
   * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
   * @example KYC_FLOW_NOT_APPROVED
   * @constant
   */
  error_code: 'KYC_FLOW_NOT_APPROVED';
};

/**
 * @description Every way `kyc` answers 403.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 */
export type KycForbidden = components['schemas']['KycForbidden'];

/**
 * @description Every way `kyc` answers 404.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 */
export type KycNotFound = components['schemas']['KycNotFound'];

/**
 * @description Which end user is to be verified, and by which KYC Flow.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 */
export interface KycRequest {
  /**
   * @description Which app asks, for which end user, and when.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   */
  header: UserHeader;
  /**
   * Format: uuid
   * @description UUID of the KYC Flow, to be found among its details in the Sila console.
   * @example 6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32
   */
  flow: string;
}

/**
 * @description A request for the entity, made within the past 15 minutes, is still pending.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 */
export type KycRequestDuplicatePending = ErrorBody & {
  /**
   * @description Names this failure.
   *
   * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
   * @example KYC_REQUEST_DUPLICATE_PENDING
   * @constant
   */
  error_code: 'KYC_REQUEST_DUPLICATE_PENDING';
};

/**
 * @description The verification that has been started.
 *
 * **Evidence:** example ([/kyc](https://docs.silamoney.com/docs/kyc)). The page prints the body with placeholders and does not explain its members.
 */
export interface KycResponse {
  /**
   * @description Always true.
   *
   * **Evidence:** example ([/kyc](https://docs.silamoney.com/docs/kyc)).
   * @example true
   * @constant
   */
  success: true;
  /**
   * @description The request's `header.reference`, or the one assigned in its place.
   *
   * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
   * @example order-1001
   */
  reference: string;
  /**
   * @description Sila's own id of the request. Absent from older copies of the page.
   * @example req_00example00example00ex18
   */
  sila_reference_id?: string;
  /**
   * @description Text for people, with the UUID of the flow in it. Do not branch on it.
   * @example KYC successfully requested using flow 6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32
   */
  message: string;
  /** @description One entry for each entity that is being verified. */
  verification_ids: StartedVerification[];
  /**
   * Format: uuid
   * @description UUID of the KYC Flow that is used.
   * @example 6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32
   */
  flow_requested: string;
  /** @description Names of the checks that the flow makes. */
  checks_requested: Check[];
}

/**
 * @description Which verification, of whom, and how it came out.
 *
 * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
 */
export interface KycStatusDetails {
  /**
   * Format: uuid
   * @description UUID of the verification, the `verification_id` of `kyc`.
   * @example 8d5f20b7-6a1e-4c93-b0d4-f37a91e2c586
   */
  kyc: string;
  /**
   * @description Handle of the end user.
   * @example ed_example
   */
  entity: string;
  /**
   * @description How the verification came out; `member_failed` is of a business. Those listed are the ones that Sila names.
   *
   * **Evidence:** conflicting ([Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference)). The table and the newest sample have these; an older sample says pass or fail. Chosen, these and any other.
   * @example passed
   */
  outcome: ('passed' | 'failed' | 'member_failed') | (string & {});
  /**
   * Format: uuid
   * @description UUID of the end user's wallet, which `kyc` does not return.
   *
   * **Evidence:** example ([Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference)). In the newest sample only (partner Priority), hence optional.
   * @example 70c5e9a4-2d18-4b36-9f7c-b1a80e34d65f
   */
  wallet_id?: string;
}

/**
 * @description A verification of Advanced KYC has passed or failed.
 *
 * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
 */
export interface KycStatusEvent {
  /**
   * @description When it happened, Unix seconds.
   * @example 1763683033
   */
  event_time: number;
  /**
   * @description Kind of event.
   *
   * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
   * @example kyc_status
   * @constant
   */
  event_type: 'kyc_status';
  /**
   * Format: uuid
   * @description UUID of the event, another for every event.
   * @example 2b6f8d10-4c9e-47a3-95d1-e07b3f62c84a
   */
  event_uuid: string;
  /**
   * @description Which verification, of whom, and how it came out.
   *
   * **Source:** [Webhook Event Reference](https://docs.silamoney.com/docs/webhook-event-reference).
   */
  event_details: KycStatusDetails;
}

/**
 * @description Which person gets which role. Either `role` or `role_uuid`; both together are accepted.
 *
 * **Source:** [/link_business_member](https://docs.silamoney.com/docs/link_business_member).
 */
export type LinkBusinessMemberRequest = components['schemas']['LinkBusinessMemberRequest'];

/**
 * @description Which person gets which role.
 *
 * **Source:** [/link_business_member](https://docs.silamoney.com/docs/link_business_member).
 */
export type LinkedRole = BusinessHeaderOnlyRequest &
  RoleOfMember & {
    /**
     * @description Share of the business that the person owns, in per cent: more than 0, at most 100. Required for `beneficial_owner`, and only for that role.
     *
     * **Evidence:** conflicting ([/link_business_member](https://docs.silamoney.com/docs/link_business_member)). The page has 0 to 100, and a third party's tests of 2020 saw 0 and 101 refused. Sila's demo divides per cent by 100, and the tests of the SDKs for JavaScript, Java and Python send 0.6 and 0.66 with success. Chosen, per cent; no answer tells the two apart.
     * @example 60
     */
    ownership_stake?: number;
    /**
     * @description Free text about the role, such as the person's title. Not empty.
     *
     * **Evidence:** conflicting ([/link_business_member](https://docs.silamoney.com/docs/link_business_member)). The page wants it neither empty nor null; a third party's tests of 2020 saw an empty one accepted, for a role that the person already had. Chosen, the page.
     * @example Office manager
     */
    details?: string;
  };

/**
 * @description Which end user, and which documents. Without a filter, all of them.
 *
 * **Source:** [/list_documents](https://docs.silamoney.com/docs/list_documents).
 */
export interface ListDocumentsRequest {
  /**
   * @description Which app asks, for which end user, and when.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   */
  header: UserHeader;
  /**
   * @description Name of this kind of body, `header_msg`. Older clients send it; it is not needed.
   * @example header_msg
   */
  message?: string;
  /**
   * Format: date
   * @description First day of upload, `YYYY-MM-DD`.
   *
   * **Evidence:** example ([/list_documents](https://docs.silamoney.com/docs/list_documents)).
   * @example 2025-11-14
   */
  start_date?: string;
  /**
   * Format: date
   * @description Last day of upload, `YYYY-MM-DD`. Whether that day itself is included is not said.
   *
   * **Evidence:** example ([/list_documents](https://docs.silamoney.com/docs/list_documents)).
   * @example 2025-11-21
   */
  end_date?: string;
  /**
   * @description Only documents of these types.
   *
   * **Source:** [/document_types](https://docs.silamoney.com/docs/document_types).
   */
  doc_types?: DocumentTypeName[];
  /**
   * @description Text to search for. In which members is not said.
   *
   * **Evidence:** example ([/list_documents](https://docs.silamoney.com/docs/list_documents)).
   * @example license
   */
  search?: string;
  /**
   * @description Member to sort by; `name` is the value seen.
   *
   * **Evidence:** example ([/list_documents](https://docs.silamoney.com/docs/list_documents)).
   * @example name
   */
  sort_by?: 'name' | (string & {});
}

/**
 * @description A page of the end user's documents.
 *
 * **Evidence:** example ([/list_documents](https://docs.silamoney.com/docs/list_documents)).
 */
export type ListDocumentsResponse = Succeeded & {
  /** @description One entry for each document. */
  documents: StoredDocument[];
  /**
   * @description Which part of a list the answer holds.
   *
   * **Evidence:** example ([/list_documents](https://docs.silamoney.com/docs/list_documents)). The members that the sample cuts off are in the Java SDK, and the PHP SDK's tests assert all four.
   */
  pagination: Pagination;
};

/**
 * @description What every header has. Part of the JSON body, not of the HTTP headers.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 */
export interface MessageHeader {
  /**
   * @description Time of the request, Unix seconds. Not in the future, and not more than five minutes (300 seconds) in the past.
   *
   * **Evidence:** conflicting ([/kyc](https://docs.silamoney.com/docs/kyc)). This page and all other KYC pages say seconds, the page of the header object says nanoseconds. Chosen, seconds.
   * @example 1763683200
   */
  created: RequestTime;
  /**
   * @description Any value of your own. The answer repeats it; one is assigned when it is absent.
   * @example token-1001
   */
  reference?: string;
  /**
   * @description Version of the API, `0.2`, also written `v0.2` or `V0.2`. May be absent, never null.
   *
   * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
   * @example 0.2
   */
  version?: ApiVersion;
}

/**
 * @description The industries of businesses in the North American classification (NAICS).
 *
 * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)). The readme of this SDK shows it, and the tests of the SDKs for PHP and Java assert the types.
 */
export type NaicsCategoriesResponse = Succeeded & {
  /** @description Industries by name of their category. */
  naics_categories: {
    [key: string]: NaicsSubcategory[];
  };
};

/**
 * @description An industry.
 *
 * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)).
 */
export interface NaicsSubcategory {
  /** @description Code of the industry, such as 721, for `entity.naics_code` of `register`. Three and four digits are seen. */
  code: number;
  /** @description Name of the industry. */
  subcategory: string;
}

/**
 * @deprecated
 * @description The same header with the older name of the app's handle, which stays valid.
 *
 * **Evidence:** conflicting ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)). Sila's Postman collection and older copies of the page have auth_handle, the newest copy has app_handle. Chosen, either, since the page of entity_msg says that the older name is still valid though no longer documented.
 */
export type OlderAppRequestHeader = MessageHeader & {
  /**
   * @description Handle of your app, not empty. Its name today is `app_handle`.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). Pages name it; that an empty one gets 400 is in the SDK's tests of the lists of business types, roles and industries, and a third party's tests of 2020 saw so too.
   * @example example_app
   */
  auth_handle: string;
};

/**
 * @description Whose document it is, and what it is.
 *
 * **Source:** [/documents](https://docs.silamoney.com/docs/documents).
 */
export type OneDocumentData = DocumentMetadata & {
  /**
   * @description Which app asks, for which end user, and when.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   */
  header: UserHeader;
  /**
   * @description Name of this kind of body, `header_msg`. Older clients send it; it is not needed.
   * @example header_msg
   */
  message?: string;
  /** @description Who checks the document. `ALLOY` is the default and the value seen; newer pages have it no more. */
  provider?: 'ALLOY' | (string & {});
  /** @description Whether it is the front of the document, false for its back. Taken as true when absent. */
  is_front?: boolean;
};

/**
 * @description Which part of a list the answer holds.
 *
 * **Evidence:** example ([/list_documents](https://docs.silamoney.com/docs/list_documents)). The members that the sample cuts off are in the Java SDK, and the PHP SDK's tests assert all four.
 */
export interface Pagination {
  /**
   * @description Entries in this answer.
   * @example 2
   */
  returned_count: number;
  /**
   * @description Entries in all.
   * @example 3
   */
  total_count: number;
  /**
   * @description Number of this page. The first one is 1.
   * @example 1
   */
  current_page: number;
  /**
   * @description Number of pages.
   * @example 2
   */
  total_pages: number;
}

/**
 * @description The business's verification when this is the one of a member, else null.
 *
 * **Evidence:** conflicting ([Sila SDK for C#](https://github.com/Sila-Money/sila-sdk-csharp)). This SDK gives it names of its own, the older Java client those of any verification, the newer one any value. Chosen, this SDK's, all optional.
 */
export type ParentVerification = {
  /**
   * Format: uuid
   * @description UUID of the business's verification.
   */
  parent_verification_id?: string;
  /** @description Handle of the business. */
  parent_user_handle?: string;
  /**
   * @description Where a verification stands. `passed` and `failed` are final. The four that begin with `member_` are of businesses. Those listed have been seen; others are possible.
   *
   * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)). The page has a table of statuses that no readable copy reaches; the values are from pages and samples around it.
   */
  verification_status?: VerificationStatus;
  /**
   * @description How thoroughly the end user is verified. Those listed are the levels that Sila names; an app may have others, and `KYC-LITE`, `RECEIVE_ONLY`, `INSTANT-ACH`, `DOC_KYC` and `DEFAULT` have been given up.
   *
   * **Source:** [KYC and KYB Levels](https://docs.silamoney.com/docs/kyckyb-levels).
   */
  kyc_level?: ClassicKycLevel;
  /** @description When it was requested, Unix seconds. */
  requested_at?: number;
  /** @description When it last changed, Unix seconds. */
  updated_at?: number;
} | null;

/**
 * @description The phone number as it is registered now.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 */
export type PhoneResponse = WithRequired<Succeeded, 'status' | 'message' | 'reference'> & {
  /**
   * @description A phone number of an end user.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
   */
  phone: RegisteredPhone;
};

/**
 * Format: date-time
 * @description The instant of the member with `_epoch` as RFC 3339 text. Only `getEntity` sends it, when `pretty_dates` asks for it.
 *
 * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
 * @example 2025-11-20T00:53:20+00:00
 */
export type PrettyDate = string;

/**
 * @description The entity has passed verification within the past 30 days.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 */
export type RecentlyPassedIdVerification = ErrorBody & {
  /**
   * @description Names this failure.
   *
   * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
   * @example RECENTLY_PASSED_ID_VERIFICATION
   * @constant
   */
  error_code: 'RECENTLY_PASSED_ID_VERIFICATION';
};

/**
 * @description The end user has no entry of this kind with this UUID.
 *
 * **Evidence:** assumed ([Tests of Sila's Java SDK by a third party (ArcgateAutomation), with their results](https://github.com/ArcgateAutomation/sila_java)). Only these tests show the answer. Whether it has a code today is not known, so a code is allowed.
 */
export type RecordNotFound = ErrorBody & {
  /** @description Names the failure, if there is a name for it. None has been seen. */
  error_code?: string;
};

/**
 * @description Which entry about which end user the request is about.
 *
 * **Source:** [/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data).
 */
export interface RecordRequest {
  /**
   * @description Which app asks, for which end user, and when.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   */
  header: UserHeader;
  /**
   * Format: uuid
   * @description UUID of the entry, as `getEntity` returns it.
   * @example f17d2a68-9b03-4c5e-8f41-60d9a3b7e5c2
   */
  uuid: string;
}

/**
 * @description Where a person lives, or a business is. Not a P.O. box, except a military one. Needed to pass verification, not to register.
 *
 * **Source:** [entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg).
 */
export interface RegisterAddress {
  /**
   * @description Your name for the address.
   * @example home
   */
  address_alias?: string;
  /**
   * @description Street and number.
   *
   * **Evidence:** conflicting ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). One test expects 400 without it, but uses a handle that has been registered before; another expects 200 with an empty text. Chosen, optional and without a minimum length.
   * @example 123 Example Street
   */
  street_address_1?: string;
  /**
   * @description Flat, floor and the like.
   *
   * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)).
   * @example Apt. 2
   */
  street_address_2?: string;
  /**
   * @description City.
   * @example Portland
   */
  city?: string;
  /**
   * @description State of the USA, by name or by its two letters.
   *
   * **Evidence:** conflicting ([entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg)). Oregon in the sample of this page, OR in Sila's Postman collection; a third party's tests of 2020 saw 400 for any other number of letters than two. Chosen, any text.
   * @example OR
   */
  state?: string;
  /**
   * @description Postal code, best sent as text. A wrong one is refused as `invalid_postal_code`.
   *
   * **Evidence:** conflicting ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)). Text on the pages and in the other SDKs; the tests of this one send a number and expect success. Chosen, either.
   * @example 97201
   */
  postal_code?: (string & {}) | number;
  /**
   * @description Country, `US` in every sample.
   *
   * **Evidence:** example ([entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg)).
   * @example US
   */
  country?: string;
}

/**
 * @description A business.
 *
 * **Source:** [/register](https://docs.silamoney.com/docs/register).
 */
export interface RegisterBusiness {
  /**
   * @description Kind of end user.
   *
   * **Evidence:** assumed ([/register](https://docs.silamoney.com/docs/register)). Both kinds are in Sila's SDKs and Postman collections; the page's table could not be read. That a business must send it follows from a person's being the default.
   * @example business
   * @constant
   */
  type: 'business';
  /**
   * @description Legal name, 3 to 200 characters.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). Its tests see 400 for 2 and for more than 200 characters.
   * @example Example LLC
   */
  entity_name: string;
  /**
   * Format: date
   * @description Date of incorporation, `YYYY-MM-DD`.
   * @example 2015-06-01
   */
  birthdate?: string;
  /**
   * @description Kind of business, such as `llc` or `corporation`. This or `business_type_uuid` is to be sent.
   *
   * **Source:** [/get_business_types](https://docs.silamoney.com/docs/get_business_types).
   * @example llc
   */
  business_type?: string;
  /**
   * Format: uuid
   * @description Kind of business by its UUID.
   *
   * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)).
   */
  business_type_uuid?: string;
  /**
   * @description Industry of the business in the North American classification (NAICS), such as 721. Sila requires it of businesses.
   *
   * **Evidence:** assumed ([/get_naics_categories](https://docs.silamoney.com/docs/get_naics_categories)). The page says that a business needs it, as a number. That text is taken too is assumed by analogy: the PHP SDK's test sends text to update/entity and expects success. What its absence leads to is not shown, so it is optional.
   * @example 721
   */
  naics_code?: number | (string & {});
  /**
   * @description Name that it trades under, or its legal name again. Not blank.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The page lists it among the data needed; that a blank one gets 400 is in the SDK's tests.
   * @example Example
   */
  doing_business_as?: string;
  /**
   * @description Address of its website. Not blank.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The page lists it among the data needed; that a blank one gets 400 is in the SDK's tests.
   * @example https://example.com
   */
  business_website?: string;
  /**
   * @description State where it is registered, by its two letters.
   * @example OR
   */
  registration_state?: string;
  /**
   * Format: date
   * @description Day on which the business was registered, `YYYY-MM-DD`.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). Sent by its test of registering a business, which expects 200.
   */
  registration_date?: string;
  /**
   * @description Relation to your app; `user` is the value seen.
   *
   * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)).
   */
  relationship?: string;
}

/**
 * @description How to reach the end user.
 *
 * **Evidence:** conflicting ([entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg)). This page marks it as required, and Sila's documentation of 2019 all three members, the alias blank if you like; the PHP SDK's test registers a business without any of it and expects success. Chosen, optional, and so are its members.
 */
export interface RegisterContact {
  /** @description Your name for the contact. */
  contact_alias?: string;
  /**
   * @description Phone number of the USA, ten digits with or without hyphens. Needed to pass verification.
   *
   * **Evidence:** example ([entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg)). The pattern that a message about bad numbers mentions is not published. The documentation of 2019 asks for the area code at least, and outside the USA for the country's too.
   * @example 2025550123
   */
  phone?: string;
  /**
   * Format: email
   * @description E-mail address in a domain that exists. Needed to pass verification.
   *
   * **Source:** [/register](https://docs.silamoney.com/docs/register).
   * @example ada@example.com
   */
  email?: string;
  /**
   * @description Whether the end user agrees to text messages. Of the time when Sila sent such messages.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). Marked there for removal, and gone from the other SDKs.
   */
  sms_opt_in?: SmsOptIn;
}

/**
 * @deprecated
 * @description What the end user registers from, for risk checks that Sila no longer makes this way.
 *
 * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)). In the release notes of the SDKs and in their older versions; today's have dropped it.
 */
export interface RegisterDevice {
  /** @description Fingerprint of the device. */
  device_fingerprint?: string;
  /** @description Id of the session on the device. */
  session_identifier?: string;
}

/**
 * @description The end user, a person unless `type` says business.
 *
 * **Source:** [/register](https://docs.silamoney.com/docs/register).
 */
export type RegisterEntity = components['schemas']['RegisterEntity'];

/**
 * @description An identity document of a person, or of a business, by its number.
 *
 * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)). In two SDKs only, whose changelogs and a customer's fork name it for businesses as well. Of the pages only the newest about deleting mentions it, with a path delete/id_document that nothing else shows and that is not in this document.
 */
export interface RegisterIdDocument {
  /** @description Kind of document, such as `id_drivers_license`. */
  doc_type?: string;
  /** @description Number of the document. */
  doc_id?: string;
  /** @description State that issued it. */
  doc_state?: string;
  /** @description Country that issued it. */
  doc_country?: string;
}

/**
 * @description The number that a tax office knows the end user by.
 *
 * **Source:** [entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg).
 */
export interface RegisterIdentity {
  /**
   * @description Kind of number, `SSN` for persons, `EIN` for businesses. Those listed have been seen; others are possible.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). The pages have SSN; EIN is in every SDK, ITIN in this one only.
   * @example SSN
   */
  identity_alias: IdentityType;
  /**
   * @description The number's nine digits, with or without hyphens. The pattern that Sila checks is not published.
   *
   * **Evidence:** conflicting ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)). The page has digits only, the Postman collection has hyphens too (3-2-4 for SSN, 2-7 for EIN). Chosen, any text but an empty one, which gets 400 in the PHP SDK's tests of adding and updating a number.
   * @example 000-12-3456
   */
  identity_value: string;
}

/**
 * @description A person. Send names and birthdate, which verification needs; an answer that refuses less is not shown.
 *
 * **Source:** [entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg).
 */
export interface RegisterIndividual {
  /**
   * @description Kind of end user. May be left out for a person.
   *
   * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)). Both kinds are in Sila's SDKs and Postman collections, which register a person without it too; the page's table could not be read.
   * @example individual
   * @constant
   */
  type?: 'individual';
  /**
   * @description Given name, as in documents. Not blank.
   *
   * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The page has it; that a blank one gets 400 is in the SDK's tests.
   * @example Ada
   */
  first_name?: string;
  /**
   * @description Family name, as in documents.
   * @example Example
   */
  last_name?: string;
  /**
   * @description Name to display.
   *
   * **Evidence:** example ([entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg)).
   * @example Ada Example
   */
  entity_name?: string;
  /**
   * Format: date
   * @description Date of birth, `YYYY-MM-DD`. The person is 18 or older.
   *
   * **Source:** [Mock Failure Data, with the messages that registering may answer](https://docs.silamoney.com/docs/testing_mock_failure_data).
   * @example 1987-04-12
   */
  birthdate?: string;
  /**
   * @description Relation to your app; `user` is the value seen.
   *
   * **Evidence:** example ([entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg)).
   */
  relationship?: string;
}

/**
 * @description A new end user.
 *
 * **Source:** [entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg).
 */
export interface RegisterRequest {
  /**
   * @description The header, with `app_handle` or with its older name `auth_handle`. Its `user_handle` is the handle to create: it is new, and matches a pattern that Sila does not publish. Answers return it in lower case.
   *
   * **Source:** [Mock Failure Data, with the messages that registering may answer](https://docs.silamoney.com/docs/testing_mock_failure_data).
   */
  header: UserHeader;
  /**
   * @description Name of this kind of body, `entity_msg`. Older clients send it; it is not needed.
   * @example entity_msg
   */
  message?: string;
  /**
   * @description Where a person lives, or a business is. Not a P.O. box, except a military one. Needed to pass verification, not to register.
   *
   * **Source:** [entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg).
   */
  address?: RegisterAddress;
  /**
   * @description The number that a tax office knows the end user by.
   *
   * **Source:** [entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg).
   */
  identity?: RegisterIdentity;
  /**
   * @description How to reach the end user.
   *
   * **Evidence:** conflicting ([entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg)). This page marks it as required, and Sila's documentation of 2019 all three members, the alias blank if you like; the PHP SDK's test registers a business without any of it and expects success. Chosen, optional, and so are its members.
   */
  contact?: RegisterContact;
  /**
   * @description The end user's key, for apps that sign (ECDSA). Requests about the end user are then signed with it too (`usersignature`). Not needed with a bearer token.
   *
   * **Evidence:** conflicting ([entity_msg, the body of /register](https://docs.silamoney.com/docs/entity_msg)). Required in the older copy of the page, absent from the newer one; the page of register says that it is not needed with a token. Chosen, optional.
   */
  crypto_entry?: CryptoEntry;
  /**
   * @description The end user's key, for apps that sign (ECDSA), as the newest Python SDK sends it in place of `crypto_entry`.
   *
   * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)). Release 1.1.3 of this SDK for Python sends it; no readable page shows it.
   */
  wallet_entry?: WalletEntry;
  /**
   * @description An identity document of a person, or of a business, by its number.
   *
   * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)). In two SDKs only, whose changelogs and a customer's fork name it for businesses as well. Of the pages only the newest about deleting mentions it, with a path delete/id_document that nothing else shows and that is not in this document.
   */
  id_document?: RegisterIdDocument;
  /**
   * @description What the end user registers from, for risk checks that Sila no longer makes this way.
   *
   * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)). In the release notes of the SDKs and in their older versions; today's have dropped it.
   */
  device?: RegisterDevice;
  /**
   * @description The end user, a person unless `type` says business.
   *
   * **Source:** [/register](https://docs.silamoney.com/docs/register).
   */
  entity: components['schemas']['RegisterEntity'];
}

/**
 * @description The end user has been created.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). What the SDK's tests assert. The page's own sample could not be read.
 */
export type RegisterResponse = WithRequired<Succeeded, 'status' | 'message'> & {
  /**
   * Format: uuid
   * @description UUID of the new business. Absent for a person.
   *
   * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)).
   * @example e5a83c17-204f-4b9d-8a61-c73d0f9b2e84
   */
  business_uuid?: string;
};

/**
 * @description Where an end user lives, or a business is.
 *
 * **Evidence:** example ([/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data)).
 */
export type RegisteredAddress = RegisteredRecord & {
  /**
   * @description Your name for the address, sent as `address_alias`.
   * @example home
   */
  nickname: string;
  /**
   * @description Street and number.
   * @example 123 Example Street
   */
  street_address_1: string;
  /**
   * @description Flat, floor and the like; empty when there is none.
   * @example
   */
  street_address_2: string;
  /**
   * @description City.
   * @example Portland
   */
  city: string;
  /**
   * @description State of the USA, by its two letters in every sample.
   * @example OR
   */
  state: string;
  /**
   * @description Country, `US` in every sample.
   * @example US
   */
  country: string;
  /**
   * @description Postal code.
   * @example 97201
   */
  postal_code: string;
};

/**
 * @description A registered business.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). What the SDK's tests assert. Which members are absent when they were never sent is not known.
 */
export interface RegisteredBusiness {
  /**
   * @description When the business was registered, Unix seconds.
   * @example 1763600000
   */
  created_epoch: number;
  /**
   * @description The instant of the member with `_epoch` as RFC 3339 text. Only `getEntity` sends it, when `pretty_dates` asks for it.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   */
  created?: PrettyDate;
  /**
   * @description Legal name.
   * @example Example LLC
   */
  entity_name: string;
  /**
   * Format: date
   * @description Date of incorporation, `YYYY-MM-DD`. Null when it is not known.
   *
   * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)). Null in the readme of this SDK until November 2020; a date in the tests of the PHP SDK.
   * @example 2015-06-01
   */
  birthdate?: string | null;
  /**
   * Format: uuid
   * @description UUID of the business, as `register` returns it.
   * @example e5a83c17-204f-4b9d-8a61-c73d0f9b2e84
   */
  business_uuid?: string;
  /**
   * @description Kind of business, such as `llc` or `corporation`.
   * @example llc
   */
  business_type?: string;
  /**
   * @description Industry in the North American classification (NAICS), such as 721.
   * @example 721
   */
  naics_code?: number;
  /**
   * @description Name of the industry's sector, such as `Accommodation and Food Services`.
   * @example Accommodation and Food Services
   */
  naics_category?: string;
  /**
   * @description Name of the industry, such as `Accommodation`.
   * @example Accommodation
   */
  naics_subcategory?: string;
  /**
   * @description Name that it trades under.
   * @example Example
   */
  doing_business_as?: string;
  /**
   * @description Address of its website.
   * @example https://example.com
   */
  business_website?: string;
  /**
   * Format: date
   * @description Day on which the business was registered, `YYYY-MM-DD`.
   *
   * **Evidence:** sdk ([Sila-Money/sila-sdk-java, pull request 126, a customer's changes of June 2025 to the Java SDK](https://github.com/Sila-Money/sila-sdk-java/pull/126)). Read from get_entity by a customer of Sila.
   */
  registration_date?: string | null;
  /**
   * @description State where it is registered, by its two letters.
   *
   * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)).
   * @example OR
   */
  registration_state?: string;
}

/**
 * @description How an end user is reached and known.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). What the SDK's tests assert; the page's sample is cut inside addresses.
 */
export interface RegisteredData {
  /** @description Addresses. */
  addresses: RegisteredAddress[];
  /** @description Identities, at most one of a kind. */
  identities: RegisteredIdentity[];
  /** @description E-mail addresses. */
  emails: RegisteredEmail[];
  /** @description Phone numbers. */
  phones: RegisteredPhone[];
}

/**
 * @description An e-mail address of an end user.
 *
 * **Evidence:** example ([/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data)).
 */
export type RegisteredEmail = RegisteredRecord & {
  /**
   * @description The address.
   * @example gus@example.com
   */
  email: string;
};

/**
 * @description A number that a tax office knows an end user by.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 */
export type RegisteredIdentity = RegisteredRecord & {
  /**
   * @description Kind of number, `SSN` for persons, `EIN` for businesses. Those listed have been seen; others are possible.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). The pages have SSN; EIN is in every SDK, ITIN in this one only.
   * @example SSN
   */
  identity_type: IdentityType;
  /**
   * @description The number, masked but for its end, such as `*2222`. Do not rely on the mask's form.
   *
   * **Evidence:** conflicting ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)). The readme of this SDK shows *2222 until November 2020, for get_entity; that of the PHP SDK shows the whole number then, in answer to adding and updating it. Chosen, a masked number for all of them.
   * @example *3456
   */
  identity: string;
  /**
   * @description Id of a document that goes with the number.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). In this SDK's class only, which does not say more.
   */
  document_id?: string;
  /**
   * @description Name of that document.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). In this SDK's class only, which does not say more.
   */
  document_name?: string;
};

/**
 * @description A registered person.
 *
 * **Evidence:** example ([/get_entity](https://docs.silamoney.com/docs/get_entity)).
 */
export interface RegisteredIndividual {
  /**
   * @description When the person was registered, Unix seconds.
   * @example 1763600000
   */
  created_epoch: number;
  /**
   * @description The instant of the member with `_epoch` as RFC 3339 text. Only `getEntity` sends it, when `pretty_dates` asks for it.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   * @example 2025-11-20T00:53:20+00:00
   */
  created?: PrettyDate;
  /**
   * @description Name to display.
   * @example Gus Example
   */
  entity_name: string;
  /**
   * Format: date
   * @description Date of birth, `YYYY-MM-DD`. Null when it is not known.
   *
   * **Evidence:** assumed ([/get_entity](https://docs.silamoney.com/docs/get_entity)). The page has a date for a person. Null is seen for businesses only, but a person can be registered without too.
   * @example 1979-08-31
   */
  birthdate: string | null;
  /**
   * @description Given name.
   * @example Gus
   */
  first_name: string;
  /**
   * @description Family name.
   * @example Example
   */
  last_name: string;
}

/**
 * @description A phone number of an end user.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 */
export type RegisteredPhone = RegisteredRecord & {
  /**
   * @description The number.
   * @example 2025550125
   */
  phone: string;
  /**
   * @description Whether it is the end user's main number, by its name.
   *
   * **Evidence:** sdk ([Sila SDK for C#](https://github.com/Sila-Money/sila-sdk-csharp)). In this SDK's class only, which does not say more.
   */
  primary?: boolean;
  /**
   * @description Whether a text message has been sent to confirm the number. Of the time when Sila sent such messages.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)).
   */
  sms_confirmation_requested?: boolean;
  /**
   * @description Whether the number has been confirmed by text message.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)).
   */
  sms_confirmed?: boolean;
};

/**
 * @description What every entry about an end user has, be it an e-mail address, a phone, a number or an address.
 *
 * **Evidence:** example ([/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data)).
 */
export interface RegisteredRecord {
  /**
   * @description When the entry was added, Unix seconds.
   * @example 1763600000
   */
  added_epoch: number;
  /**
   * @description When the entry was last changed, Unix seconds.
   * @example 1763600000
   */
  modified_epoch: number;
  /**
   * @description The instant of the member with `_epoch` as RFC 3339 text. Only `getEntity` sends it, when `pretty_dates` asks for it.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   * @example 2025-11-20T00:53:20+00:00
   */
  added?: PrettyDate;
  /**
   * @description The instant of the member with `_epoch` as RFC 3339 text. Only `getEntity` sends it, when `pretty_dates` asks for it.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   * @example 2025-11-20T00:53:20+00:00
   */
  modified?: PrettyDate;
  /**
   * Format: uuid
   * @description UUID of the entry, by which it is updated and deleted.
   * @example 3f6a9c12-7d84-4e05-b2c9-81a5e0f7d463
   */
  uuid: string;
}

/**
 * @description Which end user is to be verified, and at which level.
 *
 * **Source:** [/request_kyc](https://docs.silamoney.com/docs/request_kyc).
 */
export interface RequestKycRequest {
  /**
   * @description Which app asks, for which end user, and when.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   */
  header: UserHeader;
  /**
   * @description Name of this kind of body, `header_msg`. Older clients send it; it is not needed.
   * @example header_msg
   */
  message?: string;
  /**
   * @description How thoroughly the end user is verified. Those listed are the levels that Sila names; an app may have others, and `KYC-LITE`, `RECEIVE_ONLY`, `INSTANT-ACH`, `DOC_KYC` and `DEFAULT` have been given up.
   *
   * **Source:** [KYC and KYB Levels](https://docs.silamoney.com/docs/kyckyb-levels).
   * @example KYC-STANDARD
   */
  kyc_level?: ClassicKycLevel;
}

/**
 * @description The verification has started.
 *
 * **Evidence:** example ([/request_kyc](https://docs.silamoney.com/docs/request_kyc)).
 */
export type RequestKycResponse = Succeeded & {
  /**
   * Format: uuid
   * @description UUID of the verification, which `checkKyc` returns as `verification_id`.
   * @example 3ac81d67-e250-4f9b-87d4-b16e0f5a92c3
   */
  verification_uuid: string;
  /**
   * @description UUIDs of the verifications of a business and its members, by its name. Its shape is not known.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)).
   */
  verification_uuid_by_entity?: unknown;
  /**
   * @description Not explained anywhere. Its shape is not known.
   *
   * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)).
   */
  accounts?: unknown;
};

/**
 * @description Time of the request, Unix seconds. Not in the future, and not more than five minutes (300 seconds) in the past.
 *
 * **Evidence:** conflicting ([/kyc](https://docs.silamoney.com/docs/kyc)). This page and all other KYC pages say seconds, the page of the header object says nanoseconds. Chosen, seconds.
 * @example 1763683200
 */
export type RequestTime = number;

/**
 * @description Which verification is to go on, and what has been done for it. `update` tells the two apart.
 *
 * **Source:** [/resume_verification](https://docs.silamoney.com/docs/resume_verification).
 */
export type ResumeVerificationRequest = components['schemas']['ResumeVerificationRequest'];

/**
 * @description The verification goes on.
 *
 * **Evidence:** example ([/resume_verification](https://docs.silamoney.com/docs/resume_verification)).
 */
export interface ResumeVerificationResponse {
  /**
   * @description Always true.
   * @example true
   * @constant
   */
  success: true;
  /**
   * @description The request's `header.reference`, or the one assigned in its place.
   *
   * **Evidence:** example ([/resume_verification](https://docs.silamoney.com/docs/resume_verification)). In the newest copy of the page only, hence optional.
   * @example order-1005
   */
  reference?: string;
  /**
   * @description Sila's own id of the request.
   *
   * **Evidence:** example ([/resume_verification](https://docs.silamoney.com/docs/resume_verification)). In the newest copy of the page only, hence optional.
   * @example req_00example00example00ex21
   */
  sila_reference_id?: string;
  /**
   * Format: uuid
   * @description UUID of the verification.
   * @example 42c9e0f1-7b3d-4a58-9f06-1d8e5a7c3b20
   */
  verification_uuid: string;
  /**
   * @description Text for people. Do not branch on it.
   * @example Verification successfully resumed.
   */
  message: string;
}

/**
 * @description Documents have been uploaded for the verification.
 *
 * **Source:** [/resume_verification](https://docs.silamoney.com/docs/resume_verification).
 */
export interface ResumeWithDocuments {
  /**
   * @description Which app asks, for which end user, and when.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   */
  header: UserHeader;
  /**
   * Format: uuid
   * @description UUID of the verification, as `getVerifications` returns it.
   * @example 42c9e0f1-7b3d-4a58-9f06-1d8e5a7c3b20
   */
  verification_uuid: string;
  /**
   * @description Documents have been uploaded.
   *
   * **Source:** [/resume_verification](https://docs.silamoney.com/docs/resume_verification).
   * @example document
   * @constant
   */
  update: 'document';
  /**
   * @description UUIDs of the documents, as `uploadDocuments` returns them (`document_id`).
   *
   * **Evidence:** conflicting ([/resume_verification](https://docs.silamoney.com/docs/resume_verification)). A list in the page's sample and in Sila's Postman collection, a string in the page's table. Chosen, a list, since there may be several documents.
   */
  doc_ids: DocumentIds;
}

/**
 * @description The end user's data has been corrected.
 *
 * **Source:** [/resume_verification](https://docs.silamoney.com/docs/resume_verification).
 */
export interface ResumeWithEntity {
  /**
   * @description Which app asks, for which end user, and when.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   */
  header: UserHeader;
  /**
   * Format: uuid
   * @description UUID of the verification, as `getVerifications` returns it.
   * @example c6b8427d-0e95-4f13-a2d7-58b1e69f3c04
   */
  verification_uuid: string;
  /**
   * @description The end user's data has been corrected.
   *
   * **Source:** [/resume_verification](https://docs.silamoney.com/docs/resume_verification).
   * @example entity
   * @constant
   */
  update: 'entity';
  /**
   * @description UUIDs of the documents, as `uploadDocuments` returns them (`document_id`).
   *
   * **Evidence:** conflicting ([/resume_verification](https://docs.silamoney.com/docs/resume_verification)). A list in the page's sample and in Sila's Postman collection, a string in the page's table. Chosen, a list, since there may be several documents.
   */
  doc_ids?: DocumentIds;
}

/**
 * @description Which event to send again.
 *
 * **Evidence:** conflicting ([/retry_webhook](https://docs.silamoney.com/docs/retry_webhook)). The page's header is the app's alone, with auth_handle in older copies and app_handle in the newest, as in Sila's Postman collections; four SDKs add user_handle to it. Chosen, any of these. That more is refused is not said, so the object is open.
 */
export interface RetryWebhookRequest {
  /** @description The header, with or without an end user. */
  header: components['schemas']['AppHeader'] | UserHeader;
  /**
   * @description Name of this kind of body, `header_msg`. The page shows it; Sila's Postman collections do without.
   * @example header_msg
   */
  message?: string;
  /**
   * Format: uuid
   * @description UUID of the event, as `getWebhooks` and the event itself have it.
   *
   * **Source:** [/retry_webhook](https://docs.silamoney.com/docs/retry_webhook).
   * @example c7e43a95-18f0-4d62-b80c-5a9f2e61d37b
   */
  event_uuid: string;
}

/**
 * @description The event has been sent again.
 *
 * **Evidence:** example ([/retry_webhook](https://docs.silamoney.com/docs/retry_webhook)).
 */
export type RetryWebhookResponse = Succeeded & {
  /**
   * @description The request's `header.reference`. On the newest copy of the page only, where `reference` is beside it.
   * @example webhook-1003
   */
  customer_reference_id?: string;
};

/**
 * @description Handle of the end user, in lower case however it was sent.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 * @example gus_example
 */
export type ReturnedHandle = string;

/**
 * @description A role in a business, by its name or its UUID, and whose it is.
 *
 * **Source:** [/link_business_member](https://docs.silamoney.com/docs/link_business_member).
 */
export interface RoleOfMember {
  /**
   * @description Name of the role; one role for each request.
   *
   * **Evidence:** conflicting ([/link_business_member](https://docs.silamoney.com/docs/link_business_member)). One name on the page, in every SDK and in Sila's demo; a list of names in Sila's two Postman collections, for linking only. Chosen, one name.
   * @example administrator
   */
  role?: BusinessRole;
  /**
   * Format: uuid
   * @description UUID of the role, as `getBusinessRoles` returns it.
   */
  role_uuid?: string;
  /**
   * @description Handle of the person whose role it is, when `header.user_handle` is an administrator of the business. Without it the role is that of `header.user_handle`.
   * @example ed_example
   */
  member_handle?: string;
}

/**
 * @description An event, and how its delivery went.
 *
 * **Evidence:** example ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)).
 */
export interface SentEvent {
  /**
   * @description Handle of the end user whom it is about.
   * @example ed_example
   */
  user_handle?: string;
  /**
   * Format: uuid
   * @description UUID of the event, for `retryWebhook`.
   * @example 2b6f8d10-4c9e-47a3-95d1-e07b3f62c84a
   */
  uuid: string;
  /**
   * @description Kind of event. `kyc_update` stands for the classic event, whose own body calls it `kyc`. Those listed are about KYC; there are others.
   *
   * **Evidence:** conflicting ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). This page lists classic events as kyc_update, the sample of their body on the page of events has kyc. Chosen, both.
   * @example kyc_status
   */
  event_type: WebhookEventType;
  /**
   * @description What the event says. Events about other things than KYC have other members.
   *
   * **Evidence:** example ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)).
   */
  details: SentEventDetails;
  /**
   * @description Whether it has been delivered.
   * @example true
   */
  delivered: boolean;
  /**
   * @description Whether it is still being delivered.
   * @example false
   */
  processing?: boolean;
  /**
   * @description How often it has been sent.
   * @example 1
   */
  attempts: number;
  /** @description One entry for each answer of the endpoint. */
  responses: SentEventResponse[];
  /**
   * @description Created, last changed, or to be sent again, in Unix seconds; an empty text for never.
   *
   * **Evidence:** conflicting ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). Numbers in the page's sample and the C# SDK, texts in the Java SDK; the empty text is in the page's sample. Chosen, either.
   * @example 1763683033
   */
  created_epoch?: EventEpoch;
  /**
   * @description Created, last changed, or to be sent again, in Unix seconds; an empty text for never.
   *
   * **Evidence:** conflicting ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). Numbers in the page's sample and the C# SDK, texts in the Java SDK; the empty text is in the page's sample. Chosen, either.
   * @example 1763683040
   */
  last_update_epoch?: EventEpoch;
  /**
   * @description Created, last changed, or to be sent again, in Unix seconds; an empty text for never.
   *
   * **Evidence:** conflicting ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). Numbers in the page's sample and the C# SDK, texts in the Java SDK; the empty text is in the page's sample. Chosen, either.
   * @example
   */
  next_attempt_epoch?: EventEpoch;
  /**
   * @description Name of the endpoint in the Sila console.
   * @example receiver
   */
  endpoint_name?: string;
  /**
   * @description Address of the endpoint.
   * @example https://example.com/sila
   */
  endpoint_url?: string;
}

/**
 * @description What the event says. Events about other things than KYC have other members.
 *
 * **Evidence:** example ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)).
 */
export interface SentEventDetails {
  /**
   * @description UUID of the verification.
   * @example 8d5f20b7-6a1e-4c93-b0d4-f37a91e2c586
   */
  kyc?: string;
  /**
   * @description Handle of the end user.
   * @example ed_example
   */
  entity?: string;
  /**
   * @description Where a verification stands. `passed` and `failed` are final. The four that begin with `member_` are of businesses. Those listed have been seen; others are possible.
   *
   * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)). The page has a table of statuses that no readable copy reaches; the values are from pages and samples around it.
   * @example passed
   */
  outcome?: VerificationStatus;
}

/**
 * @description An answer of the endpoint.
 *
 * **Evidence:** example ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). The Java SDK takes any value here.
 */
export interface SentEventResponse {
  /**
   * @description When it came, Unix seconds as a string of digits.
   * @example 1763683040
   */
  created?: string;
  /**
   * @description HTTP status.
   * @example 200
   */
  status_code?: number;
}

/**
 * @description Whose documents they are, and what each of them is.
 *
 * **Source:** [/documents](https://docs.silamoney.com/docs/documents).
 */
export interface SeveralDocumentsData {
  /**
   * @description Which app asks, for which end user, and when.
   *
   * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
   */
  header: UserHeader;
  /**
   * @description Name of this kind of body, `header_msg`. Older clients send it; it is not needed.
   * @example header_msg
   */
  message?: string;
  /** @description What each document is, under the name of its part, such as `file_1`. */
  file_metadata: {
    [key: string]: DocumentMetadata;
  };
}

/**
 * @deprecated
 * @description Whether the end user agrees to text messages. Of the time when Sila sent such messages.
 *
 * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)). Marked there for removal, and gone from the other SDKs.
 */
export type SmsOptIn = boolean;

/**
 * @description The verification of one entity.
 *
 * **Evidence:** example ([/kyc](https://docs.silamoney.com/docs/kyc)).
 */
export interface StartedVerification {
  /**
   * @description Handle of the end user.
   * @example ada_example
   */
  entity: string;
  /**
   * Format: uuid
   * @description UUID of the verification, which other operations call `verification_uuid`.
   * @example 1b9e7a40-8c35-4d62-a7f1-5e0c3b2d9648
   */
  verification_id: string;
}

/**
 * @description A document that has been uploaded.
 *
 * **Evidence:** example ([/list_documents](https://docs.silamoney.com/docs/list_documents)). The PHP SDK's tests assert all of these.
 */
export interface StoredDocument {
  /**
   * @description Handle of the end user, in lower case.
   *
   * **Evidence:** sdk ([Sila SDK for C#](https://github.com/Sila-Money/sila-sdk-csharp)).
   * @example flo_example
   */
  user_handle: string;
  /**
   * Format: uuid
   * @description UUID of the document, for `getDocument`.
   * @example 5c1f7e38-92ab-4d06-8b75-e03a64c9d112
   */
  document_id: string;
  /**
   * @description The name that was given to it.
   * @example Driver's license, front
   */
  name: string;
  /**
   * @description Name of the file.
   * @example license_front
   */
  filename: string;
  /**
   * @description SHA-256 of the file's bytes, hexadecimal digits.
   * @example a4d4c009619311d9b83904acfd62fe3b7f918c312522bbcc6ad51cdec4fd1edf
   */
  hash: string;
  /**
   * @description Name of a kind of document. `documentTypes` returns all of them, about 28. Those listed have been seen; others are possible.
   *
   * **Evidence:** example ([/document_types](https://docs.silamoney.com/docs/document_types)). The last two are from the pages of /documents and /list_documents.
   * @example id_drivers_license
   */
  type: DocumentTypeName;
  /**
   * @description Size as a string of digits, presumably in bytes.
   * @example 67
   */
  size: string;
  /**
   * @description When it was uploaded, ISO 8601 with microseconds and, in the sample, without a time zone.
   * @example 2025-11-20T09:15:30.123456
   */
  created: string;
}

/**
 * @description What most successes have in common besides their data. Which of the optional members an operation sends differs from one generation of its page to the next.
 *
 * **Source:** [/check_handle](https://docs.silamoney.com/docs/check_handle).
 */
export interface Succeeded {
  /**
   * @description Always true.
   *
   * **Evidence:** example ([/check_handle](https://docs.silamoney.com/docs/check_handle)).
   * @example true
   * @constant
   */
  success: true;
  /**
   * @description Outcome in a word; `SUCCESS` is the value seen.
   * @example SUCCESS
   */
  status?: 'SUCCESS' | (string & {});
  /**
   * @description Text for people. Do not branch on it.
   * @example free_example is available.
   */
  message?: string;
  /**
   * @description The request's `header.reference`, or the one assigned in its place.
   * @example user-2001
   */
  reference?: string;
  /**
   * @description Sila's own id of the request, to be quoted to its support. On newer pages only.
   * @example req_00example00example00ex05
   */
  sila_reference_id?: string;
  /**
   * @description Milliseconds that the server took, as a string of digits.
   * @example 171
   */
  response_time_ms?: string;
}

/**
 * @description A failure that has no code. The HTTP status and the description of the response say what it can be.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 */
export type UncodedFailure = ErrorBody & {
  /**
   * @description Absent, or null.
   *
   * **Evidence:** example ([/kyc](https://docs.silamoney.com/docs/kyc)). The page's table leaves the code of such a failure empty, where the others have theirs. That null may stand for absent is assumed.
   */
  error_code?: null;
};

/**
 * @description Which person loses which role. Either `role` or `role_uuid`.
 *
 * **Evidence:** conflicting ([/unlink_business_member](https://docs.silamoney.com/docs/unlink_business_member)). The page lists both ways to name a role, and the PHP SDK's tests see 400 with neither. Code of a customer leaves both out in order to take all roles away. Chosen, one of the two is required.
 */
export type UnlinkBusinessMemberRequest = components['schemas']['UnlinkBusinessMemberRequest'];

/**
 * @description Which person loses which role.
 *
 * **Source:** [/unlink_business_member](https://docs.silamoney.com/docs/unlink_business_member).
 */
export type UnlinkedRole = BusinessHeaderOnlyRequest & RoleOfMember;

/**
 * @description A failure with a code that is not in this document, which Sila may add at any time.
 *
 * **Evidence:** assumed ([Breaking Change Policy](https://docs.silamoney.com/docs/breaking-change-policy)). The policy counts a new field as compatible; that a new code counts likewise is assumed, so that clients do not take such an answer for a broken one.
 */
export type UnlistedFailure = ErrorBody & {
  /**
   * @description Any code but those that this document lists.
   * @example KYC_ATTEMPTS_EXCEEDED
   */
  error_code: string;
};

/**
 * @description What changes in an address of an end user. What is absent stays as it is.
 *
 * **Evidence:** example ([/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data)). The page's sample changes the alias alone.
 */
export type UpdateAddressRequest = RecordRequest & RegisterAddress;

/**
 * @description The business as registered now.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 */
export type UpdateBusinessResponse = WithRequired<Succeeded, 'status' | 'message' | 'reference'> & BusinessDetails;

/**
 * @description An e-mail address in place of one that an end user has.
 *
 * **Source:** [/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data).
 */
export type UpdateEmailRequest = RecordRequest & AddEmailRequest;

/**
 * @description What changes about a person (`first_name`, `last_name`, `entity_name`, `birthdate`) or a business (`entity_name`, `birthdate` and the rest). What is absent stays as it is.
 *
 * **Evidence:** sdk ([Sila SDK for Java](https://github.com/Sila-Money/sila-sdk-java)).
 */
export type UpdateEntityRequest = HandleRequest & EntityChanges;

/**
 * @description The end user as registered now. `entity_type` tells a person from a business.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 */
export type UpdateEntityResponse = components['schemas']['UpdateEntityResponse'];

/**
 * @description An identity in place of the one that an end user has.
 *
 * **Evidence:** sdk ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)).
 */
export type UpdateIdentityRequest = RecordRequest & RegisterIdentity;

/**
 * @description The person as registered now.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
 */
export type UpdateIndividualResponse = WithRequired<Succeeded, 'status' | 'message' | 'reference'> & IndividualDetails;

/**
 * @description A phone number in place of one that an end user has.
 *
 * **Evidence:** sdk ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)).
 */
export type UpdatePhoneRequest = RecordRequest & AddPhoneRequest;

/**
 * @description A form of at least two parts. `data` comes with `file` when it describes one document, with `file_1`, `file_2` and so on when it has `file_metadata`, one part for each entry there.
 *
 * **Source:** [/documents](https://docs.silamoney.com/docs/documents).
 */
export interface UploadDocumentsRequest {
  /** @description What the documents are, in JSON. */
  data: OneDocumentData | SeveralDocumentsData;
  /**
   * Format: binary
   * @description The one document's bytes.
   * @example data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==
   */
  file?: Blob;
  /**
   * Format: binary
   * @description Bytes of the document that `file_metadata.file_1` describes.
   * @example data:image/jpeg;base64,/9j/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z
   */
  file_1?: Blob;
  /**
   * Format: binary
   * @description Bytes of the document that `file_metadata.file_2` describes.
   * @example data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==
   */
  file_2?: Blob;
}

/**
 * @description The documents have been taken in.
 *
 * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). What the SDKs' tests assert. The page's own sample could not be read.
 */
export interface UploadDocumentsResponse {
  /**
   * @description Always true.
   * @example true
   * @constant
   */
  success: true;
  /**
   * @description Outcome in a word; `SUCCESS` is the value seen.
   * @example SUCCESS
   */
  status: 'SUCCESS' | (string & {});
  /**
   * @description Text for people. Do not branch on it.
   * @example File uploaded successfully.
   */
  message: string;
  /**
   * @description Id of the request. Whether it repeats `header.reference`, as `reference` does elsewhere, is not said.
   * @example 7e15d09c-4b38-4f62-a9e1-c8036fd27b54
   */
  reference_id: string;
  /**
   * @description UUID of the document; a list of UUIDs when `file_metadata` was sent.
   *
   * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)). That it is a UUID is read from the samples of /get_document and /list_documents.
   * @example 5c1f7e38-92ab-4d06-8b75-e03a64c9d112
   */
  document_id: (string & {}) | string[];
  /**
   * @description What could not be taken in when several documents were sent. Its shape is not known.
   *
   * **Evidence:** sdk ([Sila SDK for C#](https://github.com/Sila-Money/sila-sdk-csharp)). The test asserts that it is there; this SDK and the one for Java take any value.
   */
  unsuccessful_uploads?: unknown;
  /**
   * @description Milliseconds that the server took, as a string of digits.
   *
   * **Evidence:** sdk ([Sila SDK for C#](https://github.com/Sila-Money/sila-sdk-csharp)).
   * @example 171
   */
  response_time_ms?: string;
}

/**
 * @description Which app asks, for which end user, and when.
 *
 * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
 */
export type UserHeader = components['schemas']['AppHeader'] & {
  /**
   * @description Handle of the end user, as given to `register`. Not empty.
   *
   * **Evidence:** sdk ([Sila SDK for C#](https://github.com/Sila-Money/sila-sdk-csharp)). The page of kyc names it; that an empty one gets 400 is in the SDK's tests of check_kyc and documents.
   * @example free_example
   */
  user_handle: string;
  /**
   * @description Kind of blockchain, `ETH`. Older clients send it; it is not needed.
   *
   * **Evidence:** conflicting ([header, the object in every body](https://docs.silamoney.com/docs/header)). Required on this page, absent from all newer ones and from Sila's own Postman collection, still sent by the SDKs. Chosen, optional.
   * @example ETH
   */
  crypto?: string;
};

/**
 * @description Why the verification came out as it did, lists of texts under a key. Not to be shown to the end user.
 *
 * **Evidence:** conflicting ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). The newer sample has the one key for_kyc_response and an empty list; the older one has the entity's handle as key and is said never to be empty. Chosen, any key and any length.
 */
export type VerificationReasons = {
  [key: string]: string[];
} | null;

/**
 * @description Where a verification stands. `passed` and `failed` are final. The four that begin with `member_` are of businesses. Those listed have been seen; others are possible.
 *
 * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)). The page has a table of statuses that no readable copy reaches; the values are from pages and samples around it.
 * @example failed
 */
export type VerificationStatus =
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
 * @description A verification in short.
 *
 * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)).
 */
export interface VerificationSummary {
  /**
   * Format: uuid
   * @description UUID of the verification, which `kyc` and `getVerification` return as `verification_id`.
   * @example 97a1d3c8-5f02-4e6b-8b49-30c6e8d7f215
   */
  verification_uuid: string;
  /**
   * Format: uuid
   * @description UUID of the KYC Flow.
   * @example 6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32
   */
  flow: string;
  /**
   * @description Where a verification stands. `passed` and `failed` are final. The four that begin with `member_` are of businesses. Those listed have been seen; others are possible.
   *
   * **Evidence:** example ([/get_verifications](https://docs.silamoney.com/docs/get_verifications)). The page has a table of statuses that no readable copy reaches; the values are from pages and samples around it.
   * @example failed
   */
  verification_status: VerificationStatus;
  /**
   * @description When `kyc` was called, as ISO 8601 text, or in Unix seconds if it is a number.
   *
   * **Evidence:** conflicting ([Sila-Money/sila-sdk-java, pull request 126, a customer's changes of June 2025 to the Java SDK](https://github.com/Sila-Money/sila-sdk-java/pull/126)). A customer of Sila typed it as a number, corrected that to an instant two days later, and reads ISO text since (June 2025). The page has a quoted placeholder for a timestamp, and a number for a single verification. Chosen, either, the text first.
   * @example 2025-11-20T00:53:20Z
   */
  requested_at: VerificationTime;
}

/**
 * @description When `kyc` was called, as ISO 8601 text, or in Unix seconds if it is a number.
 *
 * **Evidence:** conflicting ([Sila-Money/sila-sdk-java, pull request 126, a customer's changes of June 2025 to the Java SDK](https://github.com/Sila-Money/sila-sdk-java/pull/126)). A customer of Sila typed it as a number, corrected that to an instant two days later, and reads ISO text since (June 2025). The page has a quoted placeholder for a timestamp, and a number for a single verification. Chosen, either, the text first.
 * @example 2025-11-20T00:53:20Z
 */
export type VerificationTime = (string & {}) | number;

/**
 * @description The end user's key, for apps that sign (ECDSA), as the newest Python SDK sends it in place of `crypto_entry`.
 *
 * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)). Release 1.1.3 of this SDK for Python sends it; no readable page shows it.
 */
export interface WalletEntry {
  /**
   * @description Ethereum address of the key, `0x` and 40 hexadecimal digits.
   *
   * **Evidence:** assumed ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)). The form is that of `crypto_address` in crypto_entry. That the member is required is assumed too.
   */
  wallet_address: string;
  /** @description Your name for the key. */
  wallet_alias?: string;
}

/**
 * @description Kind of event. `kyc_update` stands for the classic event, whose own body calls it `kyc`. Those listed are about KYC; there are others.
 *
 * **Evidence:** conflicting ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). This page lists classic events as kyc_update, the sample of their body on the page of events has kyc. Chosen, both.
 * @example kyc_update
 */
export type WebhookEventType = ('kyc_status' | 'kyc_action' | 'kyc_update' | 'kyc') | (string & {});

/**
 * @description Only events that match all of these, and in which order.
 *
 * **Evidence:** example ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). The page's sample has all ten. That more is refused is not said, so the object is open.
 */
export interface WebhookSearchFilters {
  /** @description UUID of the event. */
  uuid?: string;
  /**
   * @description Whether it has been delivered.
   * @example false
   */
  delivered?: boolean;
  /**
   * @description Whether the list ascends. By what is not said; presumably by time.
   * @example false
   */
  sort_ascending?: boolean;
  /**
   * @description Kind of event. `kyc_update` stands for the classic event, whose own body calls it `kyc`. Those listed are about KYC; there are others.
   *
   * **Evidence:** conflicting ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). This page lists classic events as kyc_update, the sample of their body on the page of events has kyc. Chosen, both.
   * @example kyc_update
   */
  event_type?: WebhookEventType;
  /**
   * @description Name of the endpoint in the Sila console.
   * @example receiver
   */
  endpoint_name?: string;
  /**
   * @description Handle of the end user whom the event is about.
   * @example di_example
   */
  user_handle?: string;
  /**
   * @description Earliest time, Unix seconds.
   *
   * **Evidence:** conflicting ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). A number on the page and in most SDKs, a text in Sila's Postman collection and the newer Java client. Chosen, the page's number.
   * @example 1763596800
   */
  start_epoch?: number;
  /**
   * @description Latest time, Unix seconds.
   *
   * **Evidence:** conflicting ([/get_webhooks](https://docs.silamoney.com/docs/get_webhooks)). A number on the page and in most SDKs, a text in Sila's Postman collection and the newer Java client. Chosen, the page's number.
   * @example 1763683200
   */
  end_epoch?: number;
  /**
   * @description Number of the page. The first one is 1.
   * @example 1
   */
  page?: number;
  /**
   * @description Entries on a page, 20 in the sample.
   * @example 20
   */
  per_page?: number;
}

export interface AuthTokenOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which app asks. */
  requestBody: {
    content: {
      'application/json': AuthTokenRequest;
    };
  };
  responses: {
    /**
     * @description The token, new or still valid.
     *
     * **Source:** [/auth_token](https://docs.silamoney.com/docs/auth_token).
     */
    200: {
      headers: {
        'RateLimit-Limit': components['headers']['rateLimitLimit'];
        'RateLimit-Remaining': components['headers']['rateLimitRemaining'];
        [name: string]: unknown;
      };
      content: {
        'application/json': AuthTokenResponse;
      };
    };
    400: components['responses']['BadRequest'];
    /**
     * @description The client id or secret is missing or wrong. No source shows a body.
     *
     * **Evidence:** assumed ([/auth_token](https://docs.silamoney.com/docs/auth_token)). No readable copy of the page has its failures. 401 is what HTTP has for refused Basic credentials.
     */
    401: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: AuthTokenError;
}

export interface CheckHandleOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description The handle in question, as `header.user_handle`. */
  requestBody: {
    content: {
      'application/json': HandleRequest;
    };
  };
  responses: {
    /**
     * @description Whether the handle is free.
     *
     * **Source:** [/check_handle](https://docs.silamoney.com/docs/check_handle).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['CheckHandleResponse'];
      };
    };
    /**
     * @description The body has no `header`, or the handle is blank or off the pattern that Sila does not publish.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The body without a header is from a third party's call of the live API, the blank handle from the SDK's tests; the text on the latter, and under which member it stands, are assumed.
     */
    400: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': BadRequest;
      };
    };
    401: components['responses']['SignatureUnauthorized'];
    403: components['responses']['TokenForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: CheckHandleError;
}

export interface RegisterOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description The new handle, and what is known about the end user. */
  requestBody: {
    content: {
      'application/json': RegisterRequest;
    };
  };
  responses: {
    /**
     * @description The end user exists under the handle. No verification has been started.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': RegisterResponse;
      };
    };
    400: components['responses']['RegisterBadRequest'];
    401: components['responses']['RegisterUnauthorized'];
    403: components['responses']['TokenForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: RegisterError;
}

export interface GetEntityOperation {
  parameters: {
    query?: {
      /**
       * @description Whether to send each date as RFC 3339 text too, beside the one in Unix seconds.
       *
       * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
       */
      pretty_dates?: components['parameters']['prettyDates'];
    };
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user. */
  requestBody: {
    content: {
      'application/json': HandleRequest;
    };
  };
  responses: {
    /**
     * @description What is registered.
     *
     * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['GetEntityResponse'];
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['EntityForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetEntityError;
}

export interface GetEntitiesOperation {
  parameters: {
    query?: {
      /**
       * @description Number of the page, the first one by default.
       *
       * **Source:** [/get_entities](https://docs.silamoney.com/docs/get_entities).
       */
      page?: components['parameters']['entitiesPage'];
      /**
       * @description How many end users to a page. Neither its default nor its maximum is published; 100 occurs.
       *
       * **Source:** [/get_entities](https://docs.silamoney.com/docs/get_entities).
       */
      per_page?: components['parameters']['entitiesPerPage'];
    };
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which app, and which kind of end users. */
  requestBody: {
    content: {
      'application/json': GetEntitiesRequest;
    };
  };
  responses: {
    /**
     * @description A page of the list.
     *
     * **Source:** [/get_entities](https://docs.silamoney.com/docs/get_entities).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': GetEntitiesResponse;
      };
    };
    /**
     * @description A member of the body is missing or breaks a rule, `entity_type` for example. `validation_details` says which.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)). The text in the example, and under which member it stands, are assumed.
     */
    400: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': BadRequest;
      };
    };
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['AppForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetEntitiesError;
}

export interface AddEmailOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, and the e-mail address. */
  requestBody: {
    content: {
      'application/json': AddEmailRequest;
    };
  };
  responses: {
    /**
     * @description The e-mail address has been added.
     *
     * **Evidence:** example ([/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data)).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': EmailResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['EntityForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: AddEmailError;
}

export interface AddPhoneOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, and the phone number. */
  requestBody: {
    content: {
      'application/json': AddPhoneRequest;
    };
  };
  responses: {
    /**
     * @description The phone number has been added.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': PhoneResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['EntityForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: AddPhoneError;
}

export interface AddIdentityOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, and the identity. */
  requestBody: {
    content: {
      'application/json': AddIdentityRequest;
    };
  };
  responses: {
    /**
     * @description The identity has been added.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': IdentityResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['EntityForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: AddIdentityError;
}

export interface AddAddressOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, and the address. */
  requestBody: {
    content: {
      'application/json': AddAddressRequest;
    };
  };
  responses: {
    /**
     * @description The address has been added.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': AddressResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['EntityForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: AddAddressError;
}

export interface UpdateEmailOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, which e-mail address, and what it is from now on. */
  requestBody: {
    content: {
      'application/json': UpdateEmailRequest;
    };
  };
  responses: {
    /**
     * @description The e-mail address has been changed.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': EmailResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['EntityForbidden'];
    404: components['responses']['EmailNotFound'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: UpdateEmailError;
}

export interface UpdatePhoneOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, which phone number, and what it is from now on. */
  requestBody: {
    content: {
      'application/json': UpdatePhoneRequest;
    };
  };
  responses: {
    /**
     * @description The phone number has been changed.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': PhoneResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['EntityForbidden'];
    404: components['responses']['PhoneNotFound'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: UpdatePhoneError;
}

export interface UpdateIdentityOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, which identity, and what it is from now on. */
  requestBody: {
    content: {
      'application/json': UpdateIdentityRequest;
    };
  };
  responses: {
    /**
     * @description The identity has been changed.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': IdentityResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['EntityForbidden'];
    404: components['responses']['IdentityNotFound'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: UpdateIdentityError;
}

export interface UpdateAddressOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, which address, and what it is from now on. */
  requestBody: {
    content: {
      'application/json': UpdateAddressRequest;
    };
  };
  responses: {
    /**
     * @description The address has been changed.
     *
     * **Evidence:** example ([/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data)).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': AddressResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['EntityForbidden'];
    404: components['responses']['AddressNotFound'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: UpdateAddressError;
}

export interface UpdateEntityOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, and what changes. */
  requestBody: {
    content: {
      'application/json': UpdateEntityRequest;
    };
  };
  responses: {
    /**
     * @description The data have been changed.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['UpdateEntityResponse'];
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['EntityForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: UpdateEntityError;
}

export interface DeleteEmailOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, and which e-mail address. */
  requestBody: {
    content: {
      'application/json': RecordRequest;
    };
  };
  responses: {
    /**
     * @description The end user has no e-mail address with this UUID any more, or never had.
     *
     * **Evidence:** example ([/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data)). That a UUID without such an entry gets this answer is in a third party's tests of 2020 only.
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': DeletedResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['EntityForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: DeleteEmailError;
}

export interface DeletePhoneOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, and which phone number. */
  requestBody: {
    content: {
      'application/json': RecordRequest;
    };
  };
  responses: {
    /**
     * @description The end user has no phone number with this UUID any more, or never had.
     *
     * **Source:** [/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': DeletedResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['EntityForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: DeletePhoneError;
}

export interface DeleteIdentityOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, and which identity. */
  requestBody: {
    content: {
      'application/json': RecordRequest;
    };
  };
  responses: {
    /**
     * @description The end user has no identity with this UUID any more, or never had.
     *
     * **Source:** [/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': DeletedResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['EntityForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: DeleteIdentityError;
}

export interface DeleteAddressOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, and which address. */
  requestBody: {
    content: {
      'application/json': RecordRequest;
    };
  };
  responses: {
    /**
     * @description The end user has no address with this UUID any more, or never had.
     *
     * **Source:** [/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': DeletedResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['EntityForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: DeleteAddressError;
}

export interface GetBusinessTypesOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which app asks. */
  requestBody: {
    content: {
      'application/json': AppHeaderOnlyRequest;
    };
  };
  responses: {
    /**
     * @description The kinds.
     *
     * **Source:** [/get_business_types](https://docs.silamoney.com/docs/get_business_types).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': BusinessTypesResponse;
      };
    };
    400: components['responses']['BadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['AppForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetBusinessTypesError;
}

export interface GetBusinessRolesOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which app asks. */
  requestBody: {
    content: {
      'application/json': AppHeaderOnlyRequest;
    };
  };
  responses: {
    /**
     * @description The roles.
     *
     * **Source:** [/get_business_roles](https://docs.silamoney.com/docs/get_business_roles).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': BusinessRolesResponse;
      };
    };
    400: components['responses']['BadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['AppForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetBusinessRolesError;
}

export interface GetNaicsCategoriesOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which app asks. */
  requestBody: {
    content: {
      'application/json': AppHeaderOnlyRequest;
    };
  };
  responses: {
    /**
     * @description The industries, by category.
     *
     * **Evidence:** sdk ([Sila SDK for Python](https://github.com/Sila-Money/sila-sdk-python)).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': NaicsCategoriesResponse;
      };
    };
    400: components['responses']['BadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['AppForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetNaicsCategoriesError;
}

export interface LinkBusinessMemberOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which person, which business, which role. */
  requestBody: {
    content: {
      'application/json': components['schemas']['LinkBusinessMemberRequest'];
    };
  };
  responses: {
    /**
     * @description The person has the role, now or already.
     *
     * **Source:** [/link_business_member](https://docs.silamoney.com/docs/link_business_member).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': BusinessMemberResponse;
      };
    };
    400: components['responses']['LinkBusinessMemberBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['BusinessForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: LinkBusinessMemberError;
}

export interface UnlinkBusinessMemberOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which person, which business, which role. */
  requestBody: {
    content: {
      'application/json': components['schemas']['UnlinkBusinessMemberRequest'];
    };
  };
  responses: {
    /**
     * @description The person does not have the role, no longer or never had.
     *
     * **Source:** [/unlink_business_member](https://docs.silamoney.com/docs/unlink_business_member).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': BusinessMemberResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['BusinessForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: UnlinkBusinessMemberError;
}

export interface CertifyBeneficialOwnerOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which owner of which business. */
  requestBody: {
    content: {
      'application/json': CertifyBeneficialOwnerRequest;
    };
  };
  responses: {
    /**
     * @description The owner is certified.
     *
     * **Source:** [/certify_beneficial_owner](https://docs.silamoney.com/docs/certify_beneficial_owner).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': CertifiedResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['BusinessForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: CertifyBeneficialOwnerError;
}

export interface CertifyBusinessOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which business, and who certifies it. */
  requestBody: {
    content: {
      'application/json': BusinessHeaderOnlyRequest;
    };
  };
  responses: {
    /**
     * @description The business is certified.
     *
     * **Source:** [/certify_business](https://docs.silamoney.com/docs/certify_business).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': CertifiedResponse;
      };
    };
    400: components['responses']['EntityBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['BusinessForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: CertifyBusinessError;
}

export interface KycOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, and which KYC Flow. */
  requestBody: {
    content: {
      'application/json': KycRequest;
    };
  };
  responses: {
    /**
     * @description The verification has started.
     *
     * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
     */
    202: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': KycResponse;
      };
    };
    400: components['responses']['KycBadRequest'];
    401: components['responses']['Unauthorized'];
    403: components['responses']['KycForbidden'];
    404: components['responses']['KycFlowNotFound'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: KycError;
}

export interface GetVerificationsOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user. */
  requestBody: {
    content: {
      'application/json': HeaderOnlyRequest;
    };
  };
  responses: {
    /**
     * @description The verifications.
     *
     * **Source:** [/get_verifications](https://docs.silamoney.com/docs/get_verifications).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': GetVerificationsResponse;
      };
    };
    400: components['responses']['BadRequest'];
    401: components['responses']['Unauthorized'];
    403: components['responses']['Forbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetVerificationsError;
}

export interface GetVerificationOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description UUID of the verification, as `kyc` (there `verification_id`) and `getVerifications` return it.
       *
       * **Source:** [/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification).
       * @example 8d5f20b7-6a1e-4c93-b0d4-f37a91e2c586
       */
      verification_uuid: components['parameters']['verificationUuid'];
    };
    cookie?: never;
  };
  /** @description Which end user the verification is of. */
  requestBody: {
    content: {
      'application/json': HeaderOnlyRequest;
    };
  };
  responses: {
    /**
     * @description The verification.
     *
     * **Source:** [/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification).
     */
    200: {
      headers: {
        'RateLimit-Limit': components['headers']['rateLimitLimit'];
        'RateLimit-Remaining': components['headers']['rateLimitRemaining'];
        [name: string]: unknown;
      };
      content: {
        'application/json': GetVerificationResponse;
      };
    };
    400: components['responses']['BadRequest'];
    401: components['responses']['Unauthorized'];
    403: components['responses']['Forbidden'];
    /**
     * @description The end user has no verification with this UUID. No source shows a body.
     *
     * **Evidence:** assumed ([/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification)). No readable copy of the page has its failures. 404 is what the API answers for an unknown KYC Flow.
     */
    404: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetVerificationError;
}

export interface ResumeVerificationOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which verification, and what has been done. */
  requestBody: {
    content: {
      'application/json': components['schemas']['ResumeVerificationRequest'];
    };
  };
  responses: {
    /**
     * @description The verification goes on.
     *
     * **Source:** [/resume_verification](https://docs.silamoney.com/docs/resume_verification).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ResumeVerificationResponse;
      };
    };
    400: components['responses']['BadRequest'];
    401: components['responses']['Unauthorized'];
    403: components['responses']['Forbidden'];
    /**
     * @description The end user has no verification with this UUID. No source shows a body.
     *
     * **Evidence:** assumed ([/resume_verification](https://docs.silamoney.com/docs/resume_verification)). No readable copy of the page has its failures. 404 is what the API answers for an unknown KYC Flow.
     */
    404: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: ResumeVerificationError;
}

export interface UploadDocumentsOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description The documents, and what they are. */
  requestBody: {
    content: {
      'multipart/form-data': UploadDocumentsRequest;
    };
  };
  responses: {
    /**
     * @description The documents have been taken in. Nothing has been decided about them.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': UploadDocumentsResponse;
      };
    };
    400: components['responses']['UploadDocumentsBadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['SignatureForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: UploadDocumentsError;
}

export interface ListDocumentsOperation {
  parameters: {
    query?: {
      /**
       * @description Number of the page. The first one is 1.
       *
       * **Source:** [/list_documents](https://docs.silamoney.com/docs/list_documents).
       */
      page?: components['parameters']['page'];
      /**
       * @description Entries on a page, 100 at most.
       *
       * **Source:** [/list_documents](https://docs.silamoney.com/docs/list_documents).
       */
      per_page?: components['parameters']['perPage'];
      /**
       * @description Whether the list ascends or descends, by the time of upload unless `sort_by` says otherwise.
       *
       * **Source:** [/list_documents](https://docs.silamoney.com/docs/list_documents).
       */
      order?: components['parameters']['order'];
    };
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, and which documents. */
  requestBody: {
    content: {
      'application/json': ListDocumentsRequest;
    };
  };
  responses: {
    /**
     * @description The documents.
     *
     * **Source:** [/list_documents](https://docs.silamoney.com/docs/list_documents).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ListDocumentsResponse;
      };
    };
    /**
     * @description The body breaks a rule, for example names a type of document that does not exist.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    400: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': BadRequest;
      };
    };
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['SignatureForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: ListDocumentsError;
}

export interface GetDocumentOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which document. */
  requestBody: {
    content: {
      'application/json': GetDocumentRequest;
    };
  };
  responses: {
    200: components['responses']['DocumentFile'];
    /**
     * @description The body has no `document_id`, or breaks another rule.
     *
     * **Evidence:** sdk ([Sila SDK for JavaScript](https://github.com/Sila-Money/sila-sdk-javascript)).
     */
    400: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': BadRequest;
      };
    };
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['SignatureForbidden'];
    /**
     * @description The end user has no document with this UUID.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    404: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': ErrorBody;
      };
    };
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetDocumentError;
}

export interface DocumentTypesOperation {
  parameters: {
    query?: {
      /**
       * @description Number of the page. The first one is 1.
       *
       * **Source:** [/list_documents](https://docs.silamoney.com/docs/list_documents).
       */
      page?: components['parameters']['page'];
      /**
       * @description Entries on a page, 100 at most.
       *
       * **Source:** [/list_documents](https://docs.silamoney.com/docs/list_documents).
       */
      per_page?: components['parameters']['perPage'];
    };
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which app asks. */
  requestBody: {
    content: {
      'application/json': AppHeaderOnlyRequest;
    };
  };
  responses: {
    /**
     * @description The types.
     *
     * **Source:** [/document_types](https://docs.silamoney.com/docs/document_types).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': DocumentTypesResponse;
      };
    };
    400: components['responses']['BadRequest'];
    401: components['responses']['TokenUnauthorized'];
    403: components['responses']['AppForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: DocumentTypesError;
}

export interface RequestKycOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, and at which level. */
  requestBody: {
    content: {
      'application/json': RequestKycRequest;
    };
  };
  responses: {
    /**
     * @description The verification has started. Nothing has been decided.
     *
     * **Source:** [/request_kyc](https://docs.silamoney.com/docs/request_kyc).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': RequestKycResponse;
      };
    };
    400: components['responses']['HandleBadRequest'];
    401: components['responses']['ClassicUnauthorized'];
    403: components['responses']['RequestKycForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: RequestKycError;
}

export interface CheckKycOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user, and optionally which level. */
  requestBody: {
    content: {
      'application/json': CheckKycRequest;
    };
  };
  responses: {
    /**
     * @description How the verification stands, passed or not.
     *
     * **Evidence:** sdk ([Sila SDK for PHP, with tests that run against the sandbox](https://github.com/Sila-Money/sila-sdk-php)).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['CheckKycResponse'];
      };
    };
    400: components['responses']['HandleBadRequest'];
    401: components['responses']['ClassicUnauthorized'];
    403: components['responses']['TokenForbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: CheckKycError;
}

export interface CheckPartnerKycOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which end user of which app. */
  requestBody: {
    content: {
      'application/json': CheckPartnerKycRequest;
    };
  };
  responses: {
    /**
     * @description How the verification stands, passed or not.
     *
     * **Source:** [/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['CheckPartnerKycResponse'];
      };
    };
    400: components['responses']['BadRequest'];
    401: components['responses']['Unauthorized'];
    403: components['responses']['Forbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: CheckPartnerKycError;
}

export interface RequiredDocumentTypesOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description UUID of the verification, as `requestKyc` (there `verification_uuid`) and `checkKyc` return it.
       *
       * **Evidence:** sdk ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)). That it is a UUID is read from the page of /request_kyc.
       * @example b5f01c8e-4a72-46d3-90be-27c6d3e8f51a
       */
      verification_id: components['parameters']['verificationId'];
    };
    cookie?: never;
  };
  /** @description Which end user the verification is of. */
  requestBody: {
    content: {
      'application/json': HeaderOnlyRequest;
    };
  };
  responses: {
    /**
     * @description The types of documents. No source shows a body.
     *
     * **Evidence:** assumed ([Sila's Postman collection for ECDSA, with a signing server](https://github.com/Sila-Money/sila-postman-signer)). The collections have requests without answers. 200 is what every operation beside it answers.
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    400: components['responses']['BadRequest'];
    401: components['responses']['Unauthorized'];
    403: components['responses']['Forbidden'];
    /**
     * @description The end user has no verification with this UUID. No source shows a body.
     *
     * **Evidence:** assumed ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)). No source has its failures. 404 is what the API answers for an unknown KYC Flow.
     */
    404: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: RequiredDocumentTypesError;
}

export interface GetWebhooksOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which events. */
  requestBody: {
    content: {
      'application/json': GetWebhooksRequest;
    };
  };
  responses: {
    /**
     * @description The events.
     *
     * **Source:** [/get_webhooks](https://docs.silamoney.com/docs/get_webhooks).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': GetWebhooksResponse;
      };
    };
    400: components['responses']['BadRequest'];
    401: components['responses']['Unauthorized'];
    403: components['responses']['Forbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetWebhooksError;
}

export interface RetryWebhookOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Which event. */
  requestBody: {
    content: {
      'application/json': RetryWebhookRequest;
    };
  };
  responses: {
    /**
     * @description The event has been sent again.
     *
     * **Source:** [/retry_webhook](https://docs.silamoney.com/docs/retry_webhook).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': RetryWebhookResponse;
      };
    };
    400: components['responses']['BadRequest'];
    401: components['responses']['Unauthorized'];
    403: components['responses']['Forbidden'];
    429: components['responses']['TooManyRequests'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: RetryWebhookError;
}

export interface OnKycStatusOperation {
  parameters: {
    query?: never;
    header?: {
      /**
       * @description UUID of the endpoint as defined in the Sila console, the same for all its events.
       *
       * **Source:** [Webhook Event Signing](https://docs.silamoney.com/docs/webhook-event-signing).
       */
      'SILA-WEBHOOK-ID'?: components['parameters']['silaWebhookId'];
      /**
       * @description Descriptive name of the endpoint, such as `transaction_update` or `account_link`.
       *
       * **Source:** [Webhook Event Signing](https://docs.silamoney.com/docs/webhook-event-signing).
       */
      'SILA-WEBHOOK-TYPE'?: components['parameters']['silaWebhookType'];
      /**
       * @description HMAC of parts of the event with a secret that you share with Sila, 44 characters of base64. Checking it is up to you. Which parts are signed, and with which hash, could not be read.
       *
       * **Source:** [Webhook Event Signing](https://docs.silamoney.com/docs/webhook-event-signing).
       */
      'SILA-SIGNATURE'?: components['parameters']['silaSignature'];
    };
    path?: never;
    cookie?: never;
  };
  /** @description The event. */
  requestBody: {
    content: {
      'application/json': KycStatusEvent;
    };
  };
  responses: {
    200: components['responses']['EventTaken'];
  };
}

export interface OnKycActionOperation {
  parameters: {
    query?: never;
    header?: {
      /**
       * @description UUID of the endpoint as defined in the Sila console, the same for all its events.
       *
       * **Source:** [Webhook Event Signing](https://docs.silamoney.com/docs/webhook-event-signing).
       */
      'SILA-WEBHOOK-ID'?: components['parameters']['silaWebhookId'];
      /**
       * @description Descriptive name of the endpoint, such as `transaction_update` or `account_link`.
       *
       * **Source:** [Webhook Event Signing](https://docs.silamoney.com/docs/webhook-event-signing).
       */
      'SILA-WEBHOOK-TYPE'?: components['parameters']['silaWebhookType'];
      /**
       * @description HMAC of parts of the event with a secret that you share with Sila, 44 characters of base64. Checking it is up to you. Which parts are signed, and with which hash, could not be read.
       *
       * **Source:** [Webhook Event Signing](https://docs.silamoney.com/docs/webhook-event-signing).
       */
      'SILA-SIGNATURE'?: components['parameters']['silaSignature'];
    };
    path?: never;
    cookie?: never;
  };
  /** @description The event. */
  requestBody: {
    content: {
      'application/json': KycActionEvent;
    };
  };
  responses: {
    200: components['responses']['EventTaken'];
  };
}

export interface OnKycOperation {
  parameters: {
    query?: never;
    header?: {
      /**
       * @description UUID of the endpoint as defined in the Sila console, the same for all its events.
       *
       * **Source:** [Webhook Event Signing](https://docs.silamoney.com/docs/webhook-event-signing).
       */
      'SILA-WEBHOOK-ID'?: components['parameters']['silaWebhookId'];
      /**
       * @description Descriptive name of the endpoint, such as `transaction_update` or `account_link`.
       *
       * **Source:** [Webhook Event Signing](https://docs.silamoney.com/docs/webhook-event-signing).
       */
      'SILA-WEBHOOK-TYPE'?: components['parameters']['silaWebhookType'];
      /**
       * @description HMAC of parts of the event with a secret that you share with Sila, 44 characters of base64. Checking it is up to you. Which parts are signed, and with which hash, could not be read.
       *
       * **Source:** [Webhook Event Signing](https://docs.silamoney.com/docs/webhook-event-signing).
       */
      'SILA-SIGNATURE'?: components['parameters']['silaSignature'];
    };
    path?: never;
    cookie?: never;
  };
  /** @description The event. */
  requestBody: {
    content: {
      'application/json': ClassicKycEvent;
    };
  };
  responses: {
    200: components['responses']['EventTaken'];
  };
}

/** Bodies of the failures of POST /0.2/auth_token that the document has. */
export type AuthTokenError = BadRequest;

/** Body of POST /0.2/check_handle. */
export type CheckHandleRequest = HandleRequest;

/** Bodies of the failures of POST /0.2/check_handle that the document has. */
export type CheckHandleError = BadRequest | AuthenticationFailure;

/** Bodies of the failures of POST /0.2/register that the document has. */
export type RegisterError = BadRequest | AuthenticationFailure;

/** Body of POST /0.2/get_entity. */
export type GetEntityRequest = HandleRequest;

/** Bodies of the failures of POST /0.2/get_entity that the document has. */
export type GetEntityError = BadRequest | AuthenticationFailure;

/** Bodies of the failures of POST /0.2/get_entities that the document has. */
export type GetEntitiesError = BadRequest | AuthenticationFailure;

/** Body of a success of POST /0.2/add/email. */
export type AddEmailResponse = EmailResponse;

/** Bodies of the failures of POST /0.2/add/email that the document has. */
export type AddEmailError = BadRequest | AuthenticationFailure;

/** Body of a success of POST /0.2/add/phone. */
export type AddPhoneResponse = PhoneResponse;

/** Bodies of the failures of POST /0.2/add/phone that the document has. */
export type AddPhoneError = BadRequest | AuthenticationFailure;

/** Body of a success of POST /0.2/add/identity. */
export type AddIdentityResponse = IdentityResponse;

/** Bodies of the failures of POST /0.2/add/identity that the document has. */
export type AddIdentityError = BadRequest | AuthenticationFailure;

/** Body of a success of POST /0.2/add/address. */
export type AddAddressResponse = AddressResponse;

/** Bodies of the failures of POST /0.2/add/address that the document has. */
export type AddAddressError = BadRequest | AuthenticationFailure;

/** Body of a success of POST /0.2/update/email. */
export type UpdateEmailResponse = EmailResponse;

/** Bodies of the failures of POST /0.2/update/email that the document has. */
export type UpdateEmailError = BadRequest | AuthenticationFailure | RecordNotFound;

/** Body of a success of POST /0.2/update/phone. */
export type UpdatePhoneResponse = PhoneResponse;

/** Bodies of the failures of POST /0.2/update/phone that the document has. */
export type UpdatePhoneError = BadRequest | AuthenticationFailure | RecordNotFound;

/** Body of a success of POST /0.2/update/identity. */
export type UpdateIdentityResponse = IdentityResponse;

/** Bodies of the failures of POST /0.2/update/identity that the document has. */
export type UpdateIdentityError = BadRequest | AuthenticationFailure | RecordNotFound;

/** Body of a success of POST /0.2/update/address. */
export type UpdateAddressResponse = AddressResponse;

/** Bodies of the failures of POST /0.2/update/address that the document has. */
export type UpdateAddressError = BadRequest | AuthenticationFailure | RecordNotFound;

/** Bodies of the failures of POST /0.2/update/entity that the document has. */
export type UpdateEntityError = BadRequest | AuthenticationFailure;

/** Body of POST /0.2/delete/email. */
export type DeleteEmailRequest = RecordRequest;

/** Body of a success of POST /0.2/delete/email. */
export type DeleteEmailResponse = DeletedResponse;

/** Bodies of the failures of POST /0.2/delete/email that the document has. */
export type DeleteEmailError = BadRequest | AuthenticationFailure;

/** Body of POST /0.2/delete/phone. */
export type DeletePhoneRequest = RecordRequest;

/** Body of a success of POST /0.2/delete/phone. */
export type DeletePhoneResponse = DeletedResponse;

/** Bodies of the failures of POST /0.2/delete/phone that the document has. */
export type DeletePhoneError = BadRequest | AuthenticationFailure;

/** Body of POST /0.2/delete/identity. */
export type DeleteIdentityRequest = RecordRequest;

/** Body of a success of POST /0.2/delete/identity. */
export type DeleteIdentityResponse = DeletedResponse;

/** Bodies of the failures of POST /0.2/delete/identity that the document has. */
export type DeleteIdentityError = BadRequest | AuthenticationFailure;

/** Body of POST /0.2/delete/address. */
export type DeleteAddressRequest = RecordRequest;

/** Body of a success of POST /0.2/delete/address. */
export type DeleteAddressResponse = DeletedResponse;

/** Bodies of the failures of POST /0.2/delete/address that the document has. */
export type DeleteAddressError = BadRequest | AuthenticationFailure;

/** Body of POST /0.2/get_business_types. */
export type GetBusinessTypesRequest = AppHeaderOnlyRequest;

/** Body of a success of POST /0.2/get_business_types. */
export type GetBusinessTypesResponse = BusinessTypesResponse;

/** Bodies of the failures of POST /0.2/get_business_types that the document has. */
export type GetBusinessTypesError = BadRequest | AuthenticationFailure;

/** Body of POST /0.2/get_business_roles. */
export type GetBusinessRolesRequest = AppHeaderOnlyRequest;

/** Body of a success of POST /0.2/get_business_roles. */
export type GetBusinessRolesResponse = BusinessRolesResponse;

/** Bodies of the failures of POST /0.2/get_business_roles that the document has. */
export type GetBusinessRolesError = BadRequest | AuthenticationFailure;

/** Body of POST /0.2/get_naics_categories. */
export type GetNaicsCategoriesRequest = AppHeaderOnlyRequest;

/** Body of a success of POST /0.2/get_naics_categories. */
export type GetNaicsCategoriesResponse = NaicsCategoriesResponse;

/** Bodies of the failures of POST /0.2/get_naics_categories that the document has. */
export type GetNaicsCategoriesError = BadRequest | AuthenticationFailure;

/** Body of a success of POST /0.2/link_business_member. */
export type LinkBusinessMemberResponse = BusinessMemberResponse;

/** Bodies of the failures of POST /0.2/link_business_member that the document has. */
export type LinkBusinessMemberError = BadRequest | AuthenticationFailure;

/** Body of a success of POST /0.2/unlink_business_member. */
export type UnlinkBusinessMemberResponse = BusinessMemberResponse;

/** Bodies of the failures of POST /0.2/unlink_business_member that the document has. */
export type UnlinkBusinessMemberError = BadRequest | AuthenticationFailure;

/** Body of a success of POST /0.2/certify_beneficial_owner. */
export type CertifyBeneficialOwnerResponse = CertifiedResponse;

/** Bodies of the failures of POST /0.2/certify_beneficial_owner that the document has. */
export type CertifyBeneficialOwnerError = BadRequest | AuthenticationFailure;

/** Body of POST /0.2/certify_business. */
export type CertifyBusinessRequest = BusinessHeaderOnlyRequest;

/** Body of a success of POST /0.2/certify_business. */
export type CertifyBusinessResponse = CertifiedResponse;

/** Bodies of the failures of POST /0.2/certify_business that the document has. */
export type CertifyBusinessError = BadRequest | AuthenticationFailure;

/** Bodies of the failures of POST /0.2/kyc that the document has. */
export type KycError = KycBadRequest | AuthenticationFailure | KycForbidden | KycNotFound;

/** Body of POST /0.2/get_verifications. */
export type GetVerificationsRequest = HeaderOnlyRequest;

/** Bodies of the failures of POST /0.2/get_verifications that the document has. */
export type GetVerificationsError = BadRequest | AuthenticationFailure;

/** Body of POST /0.2/get_verifications/{verification_uuid}. */
export type GetVerificationRequest = HeaderOnlyRequest;

/** Bodies of the failures of POST /0.2/get_verifications/{verification_uuid} that the document has. */
export type GetVerificationError = BadRequest | AuthenticationFailure;

/** Bodies of the failures of PUT /0.2/resume_verification that the document has. */
export type ResumeVerificationError = BadRequest | AuthenticationFailure;

/** Bodies of the failures of POST /0.2/documents that the document has. */
export type UploadDocumentsError = BadRequest | AuthenticationFailure;

/** Bodies of the failures of POST /0.2/list_documents that the document has. */
export type ListDocumentsError = BadRequest | AuthenticationFailure;

/** Body of a success of POST /0.2/get_document. */
export type GetDocumentResponse = FileBytes;

/** Bodies of the failures of POST /0.2/get_document that the document has. */
export type GetDocumentError = BadRequest | AuthenticationFailure | ErrorBody;

/** Body of POST /0.2/document_types. */
export type DocumentTypesRequest = AppHeaderOnlyRequest;

/** Bodies of the failures of POST /0.2/document_types that the document has. */
export type DocumentTypesError = BadRequest | AuthenticationFailure;

/** Bodies of the failures of POST /0.2/request_kyc that the document has. */
export type RequestKycError = BadRequest | AuthenticationFailure | ErrorBody;

/** Bodies of the failures of POST /0.2/check_kyc that the document has. */
export type CheckKycError = BadRequest | AuthenticationFailure;

/** Bodies of the failures of POST /0.2/check_partner_kyc that the document has. */
export type CheckPartnerKycError = BadRequest | AuthenticationFailure;

/** Body of GET /0.2/check_kyc/{verification_id}/required_document_types. */
export type RequiredDocumentTypesRequest = HeaderOnlyRequest;

/** Body of a success of GET /0.2/check_kyc/{verification_id}/required_document_types. */
export type RequiredDocumentTypesResponse = undefined;

/** Bodies of the failures of GET /0.2/check_kyc/{verification_id}/required_document_types that the document has. */
export type RequiredDocumentTypesError = BadRequest | AuthenticationFailure;

/** Bodies of the failures of POST /0.2/get_webhooks that the document has. */
export type GetWebhooksError = BadRequest | AuthenticationFailure;

/** Bodies of the failures of POST /0.2/retry_webhook that the document has. */
export type RetryWebhookError = BadRequest | AuthenticationFailure;
