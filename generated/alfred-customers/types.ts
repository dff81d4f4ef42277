// generated from spec/alfred-customers/openapi.yaml — do not edit

export interface paths {
  '/customers/create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make a customer
     * @description Makes a person or a company known to Alfred. There is no way to delete one. One integrator knows the operation as `POST /customers`, which is older.
     *
     * **Evidence:** conflicting ([KYC Onboarding (API)](https://alfredpay.readme.io/docs/onboarding-in-brazil-copy)). The pages and four integrators have the body; /customers/create is what two of them call, one of them live in 2026, a third called /customers in February 2026. Chosen, the newer report.
     */
    post: CreateCustomerOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/find/{email}/{country}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Find a customer by e-mail address
     * @description Finds the customer who has an e-mail address in a country. Use it when `createCustomer` says that the address is taken, and compare country and type.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. Three integrators call it, one of them live.
     */
    get: FindCustomerOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/{customerId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read what is known of a person
     * @description Returns a person's details and how the verification stands. An integrator uses it to fill a form for corrections, and calls it no general way to look a customer up.
     *
     * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. Three integrators call it.
     */
    get: GetCustomerOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/kycRequirements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What is wanted of a person in a country
     * @description Lists the fields of `kycSubmission` and the files that Alfred wants in a country. It is the authority: the pages lag behind.
     *
     * **Source:** [User KYC Onboarding](https://alfredpay.readme.io/docs/user-kyc-onboarding).
     */
    get: GetKycRequirementsOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/kybRequirements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What is wanted of a company in a country
     * @description Lists what Alfred wants of a company in a country, with a marker `requiredIf` on what depends on something else. What it says is required is just what `submitKyb` refuses when it is missing.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator called it live; it answers for every country, with two letters or three.
     */
    get: GetKybRequirementsOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/{customerId}/kyc': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a person's details
     * @description Makes a submission of what is known of a person, in the status `CREATED`. Files come next, then `submitKyc`. What is wanted depends on the country: see the tag KYC. In Argentina a `cuit` that does not contain the `dni` is refused with a message that names both; its code is not known.
     *
     * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
     */
    post: CreateKycSubmissionOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/kyc': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Correct a person's details
     * @description Replaces fields of a submission. After `UPDATE_REQUIRED` an integrator then sends all files again and submits anew. In which other states it is taken is not known.
     *
     * **Evidence:** assumed ([An integrator's own pages on Alfred, alfred-kyc-fallback.html and others](https://frontend-hub-alfred-andx-docs.cryptosrvc-staging.com/alfred-kyc-fallback.html)). No page of Alfred's shows it; an integrator calls it live.
     */
    put: UpdateKycSubmissionOperation;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/{customerId}/kyc/{submissionId}/files': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send one file of a person
     * @description Sends one file of a submission. A file of one pixel is taken; whether it can be read is found out in the review. Whether a file can be replaced is not known.
     *
     * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. Three integrators call it, one of them live; for a week one of them named the file rawBody, and took that back.
     */
    post: UploadKycFileOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/{customerId}/kyc/{submissionId}/submit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a submission to review
     * @description Hands the submission to the reviewer, once its files are there. An integrator's own pages end with another call, whose path they do not show.
     *
     * **Evidence:** conflicting ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page of Alfred's shows it. Two integrators call it, one of them live; a third speaks of updateKycStatusByCircle. Chosen, what is called.
     */
    post: SubmitKycOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/{customerId}/kyc/{submissionId}/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How a person's submission stands
     * @description Returns the status of a submission. In the sandbox a submission was completed within 90 seconds; an integrator asks every five seconds. How long production takes is not known.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. Four integrators call it, two of them live.
     */
    get: GetKycStatusOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/kyc/{customerId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Find a person's latest submission
     * @description Returns the id of the latest submission of a customer.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. Two integrators call it.
     */
    get: GetLatestKycSubmissionOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/{customerId}/kyc/{submissionId}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Begin a failed verification again
     * @description Opens a submission that has failed. An integrator calls it in countries with a hosted form only, and then asks for a new link; in the others the form is filled in again.
     *
     * **Evidence:** conflicting ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator calls it after FAILED; another's own pages call FAILED final, with Alfred's support as the only way. Chosen, the call that exists.
     */
    post: RetryKycOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/{customerId}/kyc/{country}/url': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A link to the form for a person
     * @description Returns a link to a form of the reviewer, where the customer fills in details and sends files. It is the only known way for the United States. The user cannot change the country. Nothing tells your application that the form is done but the status.
     *
     * **Source:** [Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session).
     */
    get: GetKycLinkOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/kyb/{customerId}/verification/url': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A link to the form for a company
     * @description Returns a link to a form of the reviewer: company, address, owners, documents. Progress can be saved. After a refusal ask again: that gives a new link, and no other way to try again is known.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). The page describes the form; path and answer are those of an integrator.
     */
    get: GetKybLinkOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/{customerId}/kyb': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a company's details
     * @description Makes a submission of what is known of a company. Files come next, those of related persons after `getKybDetails`, which has their ids; then `submitKyb`. While one is open, correct it with `updateKybSubmission`.
     *
     * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
     */
    post: CreateKybSubmissionOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/kyb': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Correct a company's details
     * @description Replaces the whole set. An integrator does so while the submission is `PENDING` or `CREATED`.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator calls it live.
     */
    put: UpdateKybSubmissionOperation;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/{customerId}/kyb/details': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the companies of a customer
     * @description Returns an entry for each company of the customer, with the ids of related persons. Take the entry of your submission: files for an older one are refused.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator checks it daily against the live sandbox.
     */
    get: GetKybDetailsOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/{customerId}/kyb/{submissionId}/files': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send one file of a company
     * @description Sends one file of a submission. Wanted are `taxIdDocument`, `articlesIncorporation`, `proofAddress` and `shareholderRegistry`, and of a regulated company `businessLicense` and `uploadAmlPolicy`.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator calls it live.
     */
    post: UploadKybFileOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/{customerId}/kyb/{idRelatedPerson}/files/relate-person': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send one side of a related person’s document
     * @description Sends the front or the back of the document of an owner or representative, whose id `getKybDetails` has. The name of the file has to be ASCII.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator calls it live; a comment of its own has the id of the answer of createKybSubmission in its place.
     */
    post: UploadRelatedPersonFileOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/{customerId}/kyb/{submissionId}/submit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Send a company's submission to review
     * @description Hands the submission to the reviewer. What is missing, of the questionnaire and of the files, is named.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator calls it live.
     */
    put: SubmitKybOperation;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/{customerId}/kyb/{submissionId}/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How a company's submission stands
     * @description Returns the status of a submission. In the sandbox a company with blank images fails in about 30 seconds.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator calls it live.
     */
    get: GetKybStatusOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/customers/kyb/{customerId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Find a company's latest submission
     * @description Returns the id of the latest submission of a customer. The answer may be an empty object although there is one.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator calls it live.
     */
    get: GetLatestKybSubmissionOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/webhooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Tell Alfred how something stands
     * @description Tells Alfred a status from outside, and is worked on in the background. In the sandbox it moves a submission on. The page describes it as an entry for third parties without saying that it is for tests alone: treat it as that.
     *
     * **Source:** [Update information by webhook, reference](https://alfredpay.readme.io/reference/webhookscontroller_webhooksupdateinfo).
     */
    post: SendStatusEventOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface webhooks {
  onStatus: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A status has changed
     * @description Sent to the URL that you have given to Alfred's onboarding team: there is no call to register one. Answer 2xx. A failure is tried again, at least ten times with growing delays, by the page; which side that sentence is about can be read both ways.
     *
     * **Evidence:** conflicting ([Webhooks](https://alfredpay.readme.io/docs/webhooks)). The pages describe it and one integrator receives it; another says that there is none for verifications. Chosen, the pages.
     */
    post: OnStatusOperation;
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
     * @description Who the customer is.
     *
     * **Source:** [KYC Onboarding (API)](https://alfredpay.readme.io/docs/onboarding-in-brazil-copy).
     */
    CreateCustomerRequest: CreateCustomerRequest;
    /**
     * @description The customer that has been made.
     *
     * **Evidence:** example ([KYC Onboarding (API)](https://alfredpay.readme.io/docs/onboarding-in-brazil-copy)).
     */
    CreatedCustomer: CreatedCustomer;
    /**
     * @description The submission that has been made.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator's types.
     */
    CreatedKybSubmission: CreatedKybSubmission;
    /**
     * @description The submission that has been made, and what was sent.
     *
     * **Evidence:** example ([KYC Onboarding (API)](https://alfredpay.readme.io/docs/onboarding-in-brazil-copy)). Samples of four pages.
     */
    CreatedKycSubmission: CreatedKycSubmission;
    /**
     * @description A person as far as Alfred knows one, and how the verification stands.
     *
     * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. An integrator's types. All but the two times may be absent.
     */
    Customer: Customer;
    /**
     * @description Why it was refused.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    Failure: ListedFailure | UnlistedFailure;
    /**
     * @description What every failure says.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    FailureText: FailureText;
    /**
     * @description The customer who has this e-mail address in this country.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator's types; another reads `customerId` alone.
     */
    FoundCustomer: FoundCustomer;
    /**
     * @description An owner or representative as Alfred keeps one.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator's types and daily live test.
     */
    KeptRelatedPerson: KeptRelatedPerson;
    /**
     * @description A company of the customer as Alfred keeps it, also after it has failed.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator checks `submissionId` and the ids of persons daily against the live sandbox; the rest is its types.
     */
    KybDetails: KybDetails;
    /**
     * @description A form of two parts: the file, and what it is.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live.
     */
    KybFileRequest: KybFileRequest;
    /**
     * @description What is known of a company, with the questionnaire beside it. What of the questionnaire is missing is refused by `submitKyb` alone. Alfred adds fields without notice: ask `getKybRequirements`.
     *
     * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
     */
    KybSubmission: KybSubmission;
    /**
     * @description What is known of a company.
     *
     * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
     */
    KybSubmissionRequest: KybSubmissionRequest;
    /**
     * @description The file that has been taken in.
     *
     * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. An integrator's types; the others do not look at the answer.
     */
    KycFile: KycFile;
    /**
     * @description A form of two parts: the file, and what it is.
     *
     * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. Three integrators send it so, one of them live.
     */
    KycFileRequest: KycFileRequest;
    /**
     * @description What is known of a person. Which fields are wanted depends on the country: see the tag KYC, and ask `getKycRequirements`. Alfred adds fields without notice.
     *
     * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
     */
    KycSubmission: KycSubmission;
    /**
     * @description What is known of a person.
     *
     * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
     */
    KycSubmissionRequest: KycSubmissionRequest;
    /**
     * @description The latest submission of a company.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator found that it may be an empty object although there is one, so that nothing is required.
     */
    LatestKybSubmission: LatestKybSubmission;
    /**
     * @description The latest submission of a person.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. Two integrators' types; `status` is in one of them alone.
     */
    LatestKycSubmission: LatestKycSubmission;
    /**
     * @description A failure whose code is on the page of error codes. The list at the head of this document says what each means.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    ListedFailure: ListedFailure;
    /**
     * @description That it has been done, for people.
     *
     * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. An integrator's types. The text is not known, but for `success` on the page on webhooks.
     */
    Message: Message;
    /**
     * @description An owner or representative of a company.
     *
     * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
     */
    RelatedPerson: RelatedPerson;
    /**
     * @description A form of two parts: the file, and what it is.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live.
     */
    RelatedPersonFileRequest: RelatedPersonFileRequest;
    /**
     * @description One field or file.
     *
     * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. An integrator's types; the types that occur are those of tables on the pages.
     */
    Requirement: Requirement;
    /**
     * @description What Alfred wants to know of a person in a country.
     *
     * **Evidence:** conflicting ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). An integrator's types have `requirements` with two lists; a page calls the content `kycRequiredFields`, without its form. Chosen, the types, with nothing required.
     */
    Requirements: Requirements;
    /**
     * @description How a verification, or something else of the customer, stands now.
     *
     * **Source:** [Update information by webhook, reference](https://alfredpay.readme.io/reference/webhookscontroller_webhooksupdateinfo).
     */
    StatusEvent: StatusEvent;
    /**
     * @description Why it failed, or what is wanted. Null or absent otherwise, and in practice often then, too.
     *
     * **Source:** [Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session).
     */
    StatusMetadata: StatusMetadata;
    /**
     * @description How a submission stands now.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator checks this form daily against the live sandbox.
     */
    SubmissionState: SubmissionState;
    /**
     * @description How a submission stands. The list at the tag KYC says what each means. Compare without regard to case.
     *
     * **Evidence:** conflicting ([Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session)). The page lists five; an integrator's live tests have PENDING as well, for companies, and once `pending` in lower case. An integrator's own pages have APPROVED and REJECTED, which are the reviewer's words. Chosen, the six, and any other text.
     * @example IN_REVIEW
     */
    SubmissionStatus: SubmissionStatus;
    /**
     * @description A failure whose code could not be read, or is new.
     *
     * **Evidence:** assumed ([Error codes](https://alfredpay.readme.io/docs/error-codes)). The page is cut after 111414, and integrators have met others, such as 111426.
     */
    UnlistedFailure: UnlistedFailure;
    /**
     * @description The whole set of a company, corrected.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends this body live.
     */
    UpdateKybSubmissionRequest: UpdateKybSubmissionRequest;
    /**
     * @description What is corrected.
     *
     * **Evidence:** assumed ([An integrator's own pages on Alfred, alfred-kyc-fallback.html and others](https://frontend-hub-alfred-andx-docs.cryptosrvc-staging.com/alfred-kyc-fallback.html)). No page of Alfred's shows it; an integrator's own page has this body.
     */
    UpdateKycSubmissionRequest: UpdateKycSubmissionRequest;
    /**
     * @description Where the customer fills the form in.
     *
     * **Source:** [Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session).
     */
    VerificationLink: VerificationLink;
  };
  responses: {
    /**
     * @description There is no such customer, or no such submission of the customer. No source shows a body.
     *
     * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). Two integrators expect it here. The page of error codes has 111402 and 111403, KYC and KYB submission not found; that they come with 404 is not shown.
     */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /**
     * @description Anything else that is wrong. Which status goes with which code is not published.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    Refused: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Failure'];
      };
    };
    /**
     * @description Alfred itself has failed, or somebody behind it.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    ServerError: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Failure'];
      };
    };
    /**
     * @description `api-key` or `api-secret` is missing or wrong. No source shows a body.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). An integrator's code expects 401. The page of error codes has 111305, Unauthorized; that the two come together is not shown.
     */
    Unauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
  };
  parameters: {
    /**
     * @description Id of the customer, a company.
     *
     * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
     */
    companyId: string;
    /**
     * @description Country, two or three letters of ISO 3166-1 in capitals.
     *
     * **Evidence:** conflicting ([Onboarding requirements by country](https://alfredpay.readme.io/docs/copy-of-onboarding-requirements-by-country)). Integrators send two letters; for companies one found that three do as well. Chosen, any text.
     */
    country: string;
    /**
     * @description Id of the customer.
     *
     * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
     */
    customerId: string;
    /**
     * @description E-mail address of the customer.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it; three integrators send it.
     */
    email: string;
    /**
     * @description Id of a submission that has failed.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page has a path with it. Samples of answers show a UUID.
     */
    failedSubmissionId: string;
    /**
     * @description Country of the customer, two letters of ISO 3166-1 in capitals.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it; integrators send two letters.
     */
    findCountry: string;
    /**
     * @description Country of the form, two or three letters of ISO 3166-1 in capitals.
     *
     * **Evidence:** conflicting ([Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session)). The page does not say how many letters. An integrator sends USA for the United States, as the mend of a fault, and two letters for all others. Chosen, any text.
     */
    formCountry: string;
    /**
     * @description Id of the related person, by `getKybDetails`.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it; an integrator takes it from there, live.
     */
    idRelatedPerson: string;
    /**
     * @description Id of a company's submission.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page has a path with it. An integrator has a UUID.
     */
    kybSubmissionId: string;
    /**
     * @description Id of the customer, a company that has no submission yet.
     *
     * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
     */
    newCompanyId: string;
    /**
     * @description Id of the customer, who has no submission yet.
     *
     * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
     */
    newCustomerId: string;
    /**
     * @description Unix seconds and HMAC-SHA-256 in hexadecimal, as `t=…,s=…`. The key is on the page Developers of the dashboard. What is signed is not published.
     *
     * **Evidence:** conflicting ([Webhooks](https://alfredpay.readme.io/docs/webhooks)). The page has header, form and algorithm. Of the signed text one integrator says time, full stop and body, another time and body, a third the body alone. Chosen, nothing but the form.
     */
    signature: string;
    /**
     * @description Id of a person's submission.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page has a path with it. Samples of answers show a UUID.
     */
    submissionId: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  createCustomer: CreateCustomerOperation;
  findCustomer: FindCustomerOperation;
  getCustomer: GetCustomerOperation;
  getKycRequirements: GetKycRequirementsOperation;
  getKybRequirements: GetKybRequirementsOperation;
  createKycSubmission: CreateKycSubmissionOperation;
  updateKycSubmission: UpdateKycSubmissionOperation;
  uploadKycFile: UploadKycFileOperation;
  submitKyc: SubmitKycOperation;
  getKycStatus: GetKycStatusOperation;
  getLatestKycSubmission: GetLatestKycSubmissionOperation;
  retryKyc: RetryKycOperation;
  getKycLink: GetKycLinkOperation;
  getKybLink: GetKybLinkOperation;
  createKybSubmission: CreateKybSubmissionOperation;
  updateKybSubmission: UpdateKybSubmissionOperation;
  getKybDetails: GetKybDetailsOperation;
  uploadKybFile: UploadKybFileOperation;
  uploadRelatedPersonFile: UploadRelatedPersonFileOperation;
  submitKyb: SubmitKybOperation;
  getKybStatus: GetKybStatusOperation;
  getLatestKybSubmission: GetLatestKybSubmissionOperation;
  sendStatusEvent: SendStatusEventOperation;
  onStatus: OnStatusOperation;
}

/**
 * @description Who the customer is.
 *
 * **Source:** [KYC Onboarding (API)](https://alfredpay.readme.io/docs/onboarding-in-brazil-copy).
 */
export interface CreateCustomerRequest {
  /**
   * Format: email
   * @description E-mail address. No other customer may have it.
   *
   * **Evidence:** example ([KYC Onboarding (API)](https://alfredpay.readme.io/docs/onboarding-in-brazil-copy)). Format by its sample. That a second customer is refused: an integrator got 409 with 111409, a code of the list of error codes.
   * @example ada.nueva@example.com
   */
  email: string;
  /**
   * @description A person or a company, in capitals.
   *
   * **Evidence:** assumed ([KYC Onboarding (API)](https://alfredpay.readme.io/docs/onboarding-in-brazil-copy)). The pages show INDIVIDUAL; an integrator found that lower case is refused, and makes companies with BUSINESS. That there is no third is assumed.
   * @example INDIVIDUAL
   * @enum {string}
   */
  type: 'INDIVIDUAL' | 'BUSINESS';
  /**
   * @description Country of the customer, two letters of ISO 3166-1 in capitals. Recommended.
   *
   * **Evidence:** conflicting ([KYC Onboarding (API)](https://alfredpay.readme.io/docs/onboarding-in-brazil-copy)). No sample body of the pages has it, and one integrator saw it refused with 422 for a person, on the older path /customers. Two others send it always and are accepted, one of them live in 2026. Chosen, optional.
   * @example MX
   */
  country?: string;
  /**
   * @description Phone number. No other customer may have it.
   *
   * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. In one integrator's types only; 111408 of the list of error codes says that a number is taken.
   */
  phoneNumber?: string;
  /**
   * @description Id of a business.
   *
   * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. In two integrators' types only; neither says what it is for.
   */
  businessId?: string;
}

/**
 * @description The customer that has been made.
 *
 * **Evidence:** example ([KYC Onboarding (API)](https://alfredpay.readme.io/docs/onboarding-in-brazil-copy)).
 */
export interface CreatedCustomer {
  /**
   * Format: uuid
   * @description Id of the customer, by which every other operation knows it.
   * @example 5b0e6d0a-3f0c-4c57-9a51-0c6f5d1e7a11
   */
  customerId: string;
  /**
   * Format: date-time
   * @description When it was made.
   * @example 2026-08-03T15:04:05.000Z
   */
  createdAt: string;
}

/**
 * @description The submission that has been made.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator's types.
 */
export interface CreatedKybSubmission {
  /**
   * Format: uuid
   * @description Id of the submission.
   * @example 7d2f1c66-0000-4000-8000-000000000003
   */
  submissionId: string;
}

/**
 * @description The submission that has been made, and what was sent.
 *
 * **Evidence:** example ([KYC Onboarding (API)](https://alfredpay.readme.io/docs/onboarding-in-brazil-copy)). Samples of four pages.
 */
export type CreatedKycSubmission = KycSubmission & {
  /**
   * Format: uuid
   * @description Id of the submission.
   * @example c1a7f2f4-6a55-4b0e-8f43-2f6f3f0b9d22
   */
  submissionId: string;
  /**
   * Format: date-time
   * @description When it was made.
   * @example 2026-08-03T15:05:00.000Z
   */
  createdAt: string;
};

/**
 * @description A person as far as Alfred knows one, and how the verification stands.
 *
 * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. An integrator's types. All but the two times may be absent.
 */
export interface Customer {
  /**
   * @description Given name.
   * @example Marta
   */
  firstName?: string;
  /**
   * @description Family name.
   * @example Lozano
   */
  lastName?: string;
  /**
   * @description Date of birth.
   * @example 1991-04-17
   */
  dateOfBirth?: string;
  /**
   * @description Country.
   * @example MX
   */
  country?: string;
  /**
   * @description City.
   * @example Guadalajara
   */
  city?: string;
  /**
   * @description Postal code.
   * @example 44100
   */
  zipCode?: string;
  /**
   * @description Street address.
   * @example Calle Inventada 12
   */
  address?: string;
  /**
   * @description How a submission stands. The list at the tag KYC says what each means. Compare without regard to case.
   *
   * **Evidence:** conflicting ([Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session)). The page lists five; an integrator's live tests have PENDING as well, for companies, and once `pending` in lower case. An integrator's own pages have APPROVED and REJECTED, which are the reviewer's words. Chosen, the six, and any other text.
   * @example IN_REVIEW
   */
  statusKyc?: SubmissionStatus;
  /** @description Nationalities. */
  nationalities?: string[];
  /** @description Phone number. */
  phoneNumber?: string | null;
  /** @description Occupation. */
  occupation?: string | null;
  /**
   * @description National number.
   * @example LOXM910417MJCZXR08
   */
  dni?: string;
  /**
   * Format: date-time
   * @description When the customer was made.
   * @example 2026-08-03T15:04:05.000Z
   */
  createdAt: string;
  /**
   * Format: date-time
   * @description When something of it was last changed.
   * @example 2026-08-03T15:09:00.000Z
   */
  updatedAt: string;
}

/**
 * @description Why it was refused.
 *
 * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
 */
export type Failure = components['schemas']['Failure'];

/**
 * @description What every failure says.
 *
 * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
 */
export interface FailureText {
  /**
   * @description Text for people. It may change: 111405 came with another text than the page has.
   * @example Email already registered
   */
  errorMessage: string;
  /**
   * @description What more there is to say, by code.
   *
   * **Evidence:** example ([Error codes](https://alfredpay.readme.io/docs/error-codes)).
   */
  errorMetadata?: {
    /** @description Names of what is wrong or missing. */
    fields?: string[];
  };
}

/**
 * @description The customer who has this e-mail address in this country.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator's types; another reads `customerId` alone.
 */
export interface FoundCustomer {
  /**
   * Format: uuid
   * @description Id of the customer.
   * @example 5b0e6d0a-3f0c-4c57-9a51-0c6f5d1e7a11
   */
  customerId: string;
  /**
   * @description Country of the customer.
   * @example MX
   */
  country?: string;
  /**
   * Format: date-time
   * @description When it was made.
   * @example 2026-08-03T15:04:05.000Z
   */
  createdAt?: string;
  /**
   * @description `INDIVIDUAL` or `BUSINESS`.
   * @example INDIVIDUAL
   */
  type?: string;
}

/**
 * @description An owner or representative as Alfred keeps one.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator's types and daily live test.
 */
export interface KeptRelatedPerson {
  /**
   * @description Id of the person, for `uploadRelatedPersonFile`.
   * @example e41b0000-0000-4000-8000-000000000004
   */
  idRelatedPerson: string;
  /**
   * @description Given name.
   * @example Marta
   */
  firstName?: string;
  /**
   * @description Family name.
   * @example Lozano
   */
  lastName?: string;
  /**
   * @description E-mail address.
   * @example marta.lozano@example.com
   */
  email?: string;
  /**
   * @description Date of birth.
   * @example 1991-04-17
   */
  dateOfBirth?: string;
  /** @description Nationalities. */
  nationalities?: string[] | null;
  /** @description Name of the file. */
  docFront?: string | null;
  /** @description Name of the file. */
  docBack?: string | null;
  /** @description Where it is kept. */
  docFrontUri?: string | null;
  /** @description Where it is kept. */
  docBackUri?: string | null;
}

/**
 * @description A company of the customer as Alfred keeps it, also after it has failed.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator checks `submissionId` and the ids of persons daily against the live sandbox; the rest is its types.
 */
export interface KybDetails {
  /**
   * Format: uuid
   * @description Id of the customer.
   * @example 6c1f7e1b-0000-4000-8000-000000000021
   */
  customerId?: string;
  /**
   * Format: uuid
   * @description Id of the submission. Take the entry whose id is yours.
   * @example 7d2f1c66-0000-4000-8000-000000000003
   */
  submissionId: string;
  /**
   * @description Country.
   * @example MX
   */
  country?: string;
  /**
   * @description Name of the company.
   * @example Molino Ficticio SA de CV
   */
  businessName?: string;
  /**
   * @description Tax ID.
   * @example MFI200101AB1
   */
  taxId?: string;
  /**
   * @description Website.
   * @example https://molino.example.com
   */
  website?: string | null;
  /**
   * @description State.
   * @example Jalisco
   */
  state?: string;
  /**
   * @description City.
   * @example Guadalajara
   */
  city?: string;
  /**
   * @description Street address.
   * @example Avenida Supuesta 100
   */
  address?: string;
  /**
   * @description Postal code.
   * @example 44100
   */
  zipCode?: string;
  /** @description Owners and representatives. */
  relatedPersons: KeptRelatedPerson[];
  /** @description The reviewer's id. */
  verificationSessionId?: string | null;
  /** @description The questionnaire, which was sent flat. */
  questionnaire?: Record<string, unknown> | null;
  /** @description Name of the file. */
  articlesIncorporation?: string | null;
  /** @description Where it is kept. */
  articlesIncorporationUri?: string | null;
  /** @description Name of the file. */
  proofAddress?: string | null;
  /** @description Where it is kept. */
  proofAddressUri?: string | null;
  /** @description Name of the file. */
  taxIdDocument?: string | null;
  /** @description Where it is kept. */
  taxIdDocumentUri?: string | null;
}

/**
 * @description A form of two parts: the file, and what it is.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live.
 */
export interface KybFileRequest {
  /**
   * Format: binary
   * @description The bytes, as a file: JPEG, PNG or PDF.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. No page has types or sizes. Integrators allow these types and 5 MB; every size and type that one of them tried went through.
   * @example data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==
   */
  rawBody: Blob;
  /**
   * @description What the file is.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends these; other spellings were answered with 422. That there are no others is assumed.
   * @example articlesIncorporation
   * @enum {string}
   */
  fileType:
    | 'taxIdDocument'
    | 'articlesIncorporation'
    | 'proofAddress'
    | 'shareholderRegistry'
    | 'businessLicense'
    | 'uploadAmlPolicy';
}

/**
 * @description What is known of a company, with the questionnaire beside it. What of the questionnaire is missing is refused by `submitKyb` alone. Alfred adds fields without notice: ask `getKybRequirements`.
 *
 * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
 */
export interface KybSubmission {
  /**
   * @description Country, two letters of ISO 3166-1 in capitals.
   *
   * **Evidence:** conflicting ([Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer)). The page lists these. An integrator submits for MX and CO, has US hosted, and found that companies of AR are not supported. Chosen, the list, and any other text.
   * @example MX
   */
  country: ('AR' | 'CO' | 'BR' | 'MX' | 'CN' | 'HK') | (string & {});
  /**
   * @description Name of the company.
   * @example Molino Ficticio SA de CV
   */
  businessName: string;
  /**
   * @description Tax ID. Its rules by country are not known.
   * @example MFI200101AB1
   */
  taxId: string;
  /**
   * @description State, province or department.
   * @example Jalisco
   */
  state: string;
  /**
   * @description City.
   * @example Guadalajara
   */
  city: string;
  /**
   * @description Street address.
   * @example Avenida Supuesta 100
   */
  address: string;
  /**
   * @description Postal code, as text.
   * @example 44100
   */
  zipCode: string;
  /**
   * Format: uri
   * @description Website of the company.
   * @example https://molino.example.com
   */
  website?: string;
  /**
   * @description Owners and representatives, at least one.
   *
   * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
   */
  relatedPersons: RelatedPerson[];
  /**
   * @description Addresses of wallets; `N/A` where there are none.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live since 2026, and the requirements ask for it.
   * @example N/A
   */
  walletAddresses?: string;
  /**
   * @description Where the funds come from.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live since 2026, and the requirements ask for it.
   * @example Sale of goods
   */
  sourceOfFunds?: string;
  /**
   * @description What the company does.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live since 2026, and the requirements ask for it.
   * @example Flour milling
   */
  businessActivities?: string;
  /**
   * @description What the account is for.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live since 2026, and the requirements ask for it.
   * @example Paying suppliers
   */
  accountPurpose?: string;
  /**
   * @description Whether it moves money of its customers.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live since 2026, and the requirements ask for it.
   * @example false
   */
  transmitsCustomerFunds?: boolean;
  /**
   * @description Whether it works in sanctioned countries.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live since 2026, and the requirements ask for it.
   * @example false
   */
  operatesInSanctionedCountries?: boolean;
  /**
   * @description Whether it is regulated. Then two more files are wanted.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live since 2026, and the requirements ask for it.
   * @example false
   */
  isRegulatedBusiness?: boolean;
  /**
   * @description Expected volume a month, in US dollars.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live since 2026, and the requirements ask for it.
   * @example 20000
   */
  expectedMonthlyVolumeUsd?: number;
  /**
   * @description Expected number of transactions a month.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live since 2026, and the requirements ask for it.
   * @example 40
   */
  expectedMonthlyTransactions?: number;
  /**
   * @description Whether it screens its customers. Wanted with `transmitsCustomerFunds`.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live since 2026, and the requirements ask for it.
   */
  conductsComplianceScreening?: boolean;
  /**
   * @description How it does. Wanted with `conductsComplianceScreening`.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live since 2026, and the requirements ask for it.
   */
  complianceScreeningDescription?: string;
}

/**
 * @description What is known of a company.
 *
 * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
 */
export interface KybSubmissionRequest {
  /**
   * @description What is known of a company, with the questionnaire beside it. What of the questionnaire is missing is refused by `submitKyb` alone. Alfred adds fields without notice: ask `getKybRequirements`.
   *
   * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
   */
  kybSubmission: KybSubmission;
}

/**
 * @description The file that has been taken in.
 *
 * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. An integrator's types; the others do not look at the answer.
 */
export interface KycFile {
  /**
   * @description Id of the file.
   * @example 0d5e4c30-0000-4000-8000-000000000031
   */
  fileId?: string;
  /**
   * @description What it shows.
   * @example National ID Front
   */
  fileType?: string;
  /**
   * @description How it stands.
   * @example UPLOADED
   */
  status?: string;
}

/**
 * @description A form of two parts: the file, and what it is.
 *
 * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. Three integrators send it so, one of them live.
 */
export interface KycFileRequest {
  /**
   * Format: binary
   * @description The bytes, as a file: JPEG, PNG or PDF.
   *
   * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. No page has types or sizes. Integrators allow these types and 5 MB; every size and type that one of them tried went through.
   * @example data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==
   */
  fileBody: Blob;
  /**
   * @description What the file shows.
   *
   * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. An integrator's types; another uses three of them live. Whether a driver's licence may stand for the national one is unknown.
   * @example National ID Front
   */
  fileType:
    | ('National ID Front' | 'National ID Back' | 'Driver Licence Front' | 'Driver Licence Back' | 'Selfie')
    | (string & {});
}

/**
 * @description What is known of a person. Which fields are wanted depends on the country: see the tag KYC, and ask `getKycRequirements`. Alfred adds fields without notice.
 *
 * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
 */
export interface KycSubmission {
  /**
   * @description Given name. Wanted in all countries but Brazil.
   * @example Marta
   */
  firstName?: string;
  /**
   * @description Family name. Wanted in all countries but Brazil.
   * @example Lozano
   */
  lastName?: string;
  /**
   * @description Date of birth, `YYYY-MM-DD`.
   *
   * **Evidence:** conflicting ([Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer)). All pages have a date but one, whose sample for the Dominican Republic has a time as well. Chosen, text without a format.
   * @example 1991-04-17
   */
  dateOfBirth?: string;
  /**
   * @description Country, two letters of ISO 3166-1 in capitals: `AR` is taken, `ARG` is not.
   *
   * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
   * @example MX
   */
  country?: string;
  /**
   * @description Country once more. Wanted in Argentina, where `AR` is sent.
   *
   * **Source:** [Onboarding in Argentina](https://alfredpay.readme.io/docs/onboarding-in-argentina).
   * @example AR
   */
  countryCode?: string;
  /**
   * @description City.
   * @example Guadalajara
   */
  city?: string;
  /**
   * @description State, province or department. Wanted in Argentina, Colombia and the Dominican Republic; sent in Mexico as well.
   *
   * **Source:** [Onboarding in Argentina](https://alfredpay.readme.io/docs/onboarding-in-argentina).
   * @example Jalisco
   */
  state?: string;
  /**
   * @description Street address.
   * @example Calle Inventada 12
   */
  address?: string;
  /**
   * @description Postal code, as text, such as `06890` or `S2000`.
   * @example 44100
   */
  zipCode?: string;
  /**
   * @description Nationalities, at least one, two letters of ISO 3166-1.
   *
   * **Evidence:** conflicting ([Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer)). This page has MX; those on countries have words such as Mexican. An integrator sends letters and is accepted. Chosen, letters in examples and no pattern.
   */
  nationalities?: string[];
  /**
   * @description E-mail address.
   * @example marta.lozano@example.com
   */
  email?: string;
  /**
   * @description Phone number, `+` and digits. It must be one of the customer's country (111410), and no other customer's (111408).
   *
   * **Evidence:** conflicting ([Error codes](https://alfredpay.readme.io/docs/error-codes)). The two codes say as much. For Argentina one integrator found that +549 is refused and +5411 taken, another sends +549. Chosen, no pattern.
   * @example +573000000001
   */
  phoneNumber?: string;
  /**
   * @description National number: CURP or the number of the INE card in Mexico, by `typeDocumentCol` in Colombia (CC has six to ten digits), DNI in Argentina.
   *
   * **Evidence:** conflicting ([Onboarding in Colombia](https://alfredpay.readme.io/docs/onboarding-in-colombia-1)). The page has six to ten digits for CC; an integrator checks for exactly ten. For Mexico no page has it, and integrators send it. Chosen, no pattern.
   * @example LOXM910417MJCZXR08
   */
  dni?: string;
  /**
   * @description CPF, the tax ID in Brazil, eleven digits. Nothing else is wanted there.
   *
   * **Source:** [Onboarding in Brazil](https://alfredpay.readme.io/docs/onboarding-in-brazil).
   * @example 00000000191
   */
  cpf?: string;
  /**
   * @description CUIT, the tax ID in Argentina, eleven digits. It has to contain the `dni`.
   *
   * **Evidence:** conflicting ([Onboarding requirements by country](https://alfredpay.readme.io/docs/copy-of-onboarding-requirements-by-country)). This page names it and one integrator found it mandatory; another does not ask for it, and the page on Argentina does not have it. That it contains the dni is what a live refusal said.
   * @example 27200000014
   */
  cuit?: string;
  /**
   * @description Kind of document that `dni` is of, in Colombia.
   *
   * **Source:** [Onboarding in Colombia](https://alfredpay.readme.io/docs/onboarding-in-colombia-1).
   * @example CC
   */
  typeDocumentCol?: ('CC' | 'TI' | 'RC' | 'CE' | 'PP' | 'NIT' | 'NE') | (string & {});
  /**
   * @description Whether the person is politically exposed. Wanted in Argentina.
   *
   * **Evidence:** conflicting ([Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer)). This page allows a text as well; samples and integrators have a boolean. Chosen, boolean.
   * @example false
   */
  pep?: boolean;
  /** @description Occupation. */
  occupation?: string;
}

/**
 * @description What is known of a person.
 *
 * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
 */
export interface KycSubmissionRequest {
  /**
   * @description What is known of a person. Which fields are wanted depends on the country: see the tag KYC, and ask `getKycRequirements`. Alfred adds fields without notice.
   *
   * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
   */
  kycSubmission: KycSubmission;
}

/**
 * @description The latest submission of a company.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator found that it may be an empty object although there is one, so that nothing is required.
 */
export interface LatestKybSubmission {
  /**
   * Format: uuid
   * @description Id of the submission.
   * @example 7d2f1c66-0000-4000-8000-000000000003
   */
  submissionId?: string;
  /**
   * Format: date-time
   * @description When it was made.
   * @example 2026-08-03T15:05:00.000Z
   */
  createdAt?: string;
}

/**
 * @description The latest submission of a person.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. Two integrators' types; `status` is in one of them alone.
 */
export interface LatestKycSubmission {
  /**
   * Format: uuid
   * @description Id of the submission.
   * @example c1a7f2f4-6a55-4b0e-8f43-2f6f3f0b9d22
   */
  submissionId: string;
  /**
   * Format: date-time
   * @description When it was made.
   * @example 2026-08-03T15:05:00.000Z
   */
  createdAt: string;
  /**
   * @description How a submission stands. The list at the tag KYC says what each means. Compare without regard to case.
   *
   * **Evidence:** conflicting ([Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session)). The page lists five; an integrator's live tests have PENDING as well, for companies, and once `pending` in lower case. An integrator's own pages have APPROVED and REJECTED, which are the reviewer's words. Chosen, the six, and any other text.
   * @example CREATED
   */
  status?: SubmissionStatus;
}

/**
 * @description A failure whose code is on the page of error codes. The list at the head of this document says what each means.
 *
 * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
 */
export type ListedFailure = FailureText & {
  /**
   * @description Tells failures apart.
   *
   * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
   * @example 111409
   * @enum {integer}
   */
  errorCode:
    | 110002
    | 110003
    | 111301
    | 111302
    | 111303
    | 111304
    | 111305
    | 111306
    | 111307
    | 111308
    | 111309
    | 111310
    | 111311
    | 111401
    | 111402
    | 111403
    | 111404
    | 111405
    | 111406
    | 111407
    | 111408
    | 111409
    | 111410
    | 111411
    | 111412
    | 111413
    | 111414;
};

/**
 * @description That it has been done, for people.
 *
 * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. An integrator's types. The text is not known, but for `success` on the page on webhooks.
 */
export interface Message {
  /**
   * @description Text for people.
   * @example success
   */
  message?: string;
}

/**
 * @description An owner or representative of a company.
 *
 * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
 */
export interface RelatedPerson {
  /**
   * @description Given name.
   * @example Marta
   */
  firstName: string;
  /**
   * @description Family name.
   * @example Lozano
   */
  lastName: string;
  /**
   * @description E-mail address.
   * @example marta.lozano@example.com
   */
  email: string;
  /**
   * @description Date of birth, `YYYY-MM-DD`.
   * @example 1991-04-17
   */
  dateOfBirth: string;
  /**
   * @description Nationalities, at least one where it is sent.
   *
   * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
   */
  nationalities?: string[];
  /** @description National number. */
  dni?: string;
  /** @description CPF, the tax ID in Brazil. */
  cpf?: string;
  /**
   * @description Whether the person is politically exposed. Wanted in Argentina, Colombia and the United States.
   *
   * **Evidence:** conflicting ([Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer)). The page has a text, an integrator sends a boolean and is accepted; the countries are what that integrator found. Chosen, boolean.
   * @example false
   */
  pep?: boolean;
}

/**
 * @description A form of two parts: the file, and what it is.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends it live.
 */
export interface RelatedPersonFileRequest {
  /**
   * Format: binary
   * @description The bytes, as a file: JPEG, PNG or PDF. Its name has to be ASCII: otherwise the answer is 502.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. No page has types or sizes. Integrators allow these types and 5 MB; every size and type that one of them tried went through.
   * @example data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==
   */
  rawBody: Blob;
  /**
   * @description Which side it shows.
   *
   * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends these two. That there are no others is assumed.
   * @example docFront
   * @enum {string}
   */
  fileType: 'docFront' | 'docBack';
}

/**
 * @description One field or file.
 *
 * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. An integrator's types; the types that occur are those of tables on the pages.
 */
export interface Requirement {
  /**
   * @description Name of the field, or the `fileType` of the file.
   * @example firstName
   */
  name: string;
  /**
   * @description Whether it has to be there.
   * @example true
   */
  required: boolean;
  /**
   * @description What it is.
   * @example string
   */
  type: ('string' | 'date' | 'array' | 'file_upload') | (string & {});
  /** @description Explanation for people. */
  description?: string;
}

/**
 * @description What Alfred wants to know of a person in a country.
 *
 * **Evidence:** conflicting ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). An integrator's types have `requirements` with two lists; a page calls the content `kycRequiredFields`, without its form. Chosen, the types, with nothing required.
 */
export interface Requirements {
  /**
   * @description The country that was asked for.
   * @example MX
   */
  country?: string;
  /** @description What is wanted, in two lists. */
  requirements?: {
    /** @description Fields of `kycSubmission`. */
    personal?: Requirement[];
    /** @description Files. */
    documents?: Requirement[];
  };
}

/**
 * @description How a verification, or something else of the customer, stands now.
 *
 * **Source:** [Update information by webhook, reference](https://alfredpay.readme.io/reference/webhookscontroller_webhooksupdateinfo).
 */
export interface StatusEvent {
  /**
   * @description What it is about: for `KYC` the id of the submission. What it is for `KYB` is not known.
   *
   * **Source:** [Webhooks](https://alfredpay.readme.io/docs/webhooks).
   * @example c1a7f2f4-6a55-4b0e-8f43-2f6f3f0b9d22
   */
  referenceId: string;
  /**
   * @description What kind of thing it is about. Those on money are not described here.
   *
   * **Evidence:** conflicting ([Update information by webhook, reference](https://alfredpay.readme.io/reference/webhookscontroller_webhooksupdateinfo)). This page has the four, the page on webhooks lacks KYB. Chosen, the four, and any other text.
   * @example KYC
   */
  eventType: ('KYC' | 'KYB' | 'ONRAMP' | 'OFFRAMP') | (string & {});
  /**
   * @description How a submission stands. The list at the tag KYC says what each means. Compare without regard to case.
   *
   * **Evidence:** conflicting ([Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session)). The page lists five; an integrator's live tests have PENDING as well, for companies, and once `pending` in lower case. An integrator's own pages have APPROVED and REJECTED, which are the reviewer's words. Chosen, the six, and any other text.
   * @example COMPLETED
   */
  status: SubmissionStatus;
  /**
   * @description Why it failed, or what is wanted. Null or absent otherwise, and in practice often then, too.
   *
   * **Source:** [Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session).
   */
  metadata?: StatusMetadata;
}

/**
 * @description Why it failed, or what is wanted. Null or absent otherwise, and in practice often then, too.
 *
 * **Source:** [Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session).
 */
export type StatusMetadata = {
  /**
   * @description Why it failed, for people. With `FAILED`.
   * @example document not readable
   */
  failureReason?: string;
  /** @description What has to be sent again. With `UPDATE_REQUIRED`. */
  requiredFields?: string[];
} | null;

/**
 * @description How a submission stands now.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator checks this form daily against the live sandbox.
 */
export interface SubmissionState {
  /**
   * @description How a submission stands. The list at the tag KYC says what each means. Compare without regard to case.
   *
   * **Evidence:** conflicting ([Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session)). The page lists five; an integrator's live tests have PENDING as well, for companies, and once `pending` in lower case. An integrator's own pages have APPROVED and REJECTED, which are the reviewer's words. Chosen, the six, and any other text.
   * @example CREATED
   */
  status: SubmissionStatus;
  /**
   * Format: date-time
   * @description When it last changed.
   * @example 2026-08-03T15:05:00.000Z
   */
  updatedAt: string;
  /**
   * @description Why it failed, or what is wanted. Null or absent otherwise, and in practice often then, too.
   *
   * **Source:** [Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session).
   */
  metadata?: StatusMetadata;
}

/**
 * @description How a submission stands. The list at the tag KYC says what each means. Compare without regard to case.
 *
 * **Evidence:** conflicting ([Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session)). The page lists five; an integrator's live tests have PENDING as well, for companies, and once `pending` in lower case. An integrator's own pages have APPROVED and REJECTED, which are the reviewer's words. Chosen, the six, and any other text.
 * @example IN_REVIEW
 */
export type SubmissionStatus =
  | ('CREATED' | 'PENDING' | 'IN_REVIEW' | 'UPDATE_REQUIRED' | 'COMPLETED' | 'FAILED')
  | (string & {});

/**
 * @description A failure whose code could not be read, or is new.
 *
 * **Evidence:** assumed ([Error codes](https://alfredpay.readme.io/docs/error-codes)). The page is cut after 111414, and integrators have met others, such as 111426.
 */
export type UnlistedFailure = FailureText & {
  /**
   * @description Tells failures apart.
   *
   * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
   * @example 111409
   */
  errorCode: number;
};

/**
 * @description The whole set of a company, corrected.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator sends this body live.
 */
export interface UpdateKybSubmissionRequest {
  /**
   * Format: uuid
   * @description Id of the customer.
   * @example 6c1f7e1b-0000-4000-8000-000000000021
   */
  customerId: string;
  /**
   * Format: uuid
   * @description Id of the submission.
   * @example 7d2f1c66-0000-4000-8000-000000000003
   */
  submissionId: string;
  /**
   * @description What is known of a company, with the questionnaire beside it. What of the questionnaire is missing is refused by `submitKyb` alone. Alfred adds fields without notice: ask `getKybRequirements`.
   *
   * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
   */
  kybUpdateSubmission: KybSubmission;
}

/**
 * @description What is corrected.
 *
 * **Evidence:** assumed ([An integrator's own pages on Alfred, alfred-kyc-fallback.html and others](https://frontend-hub-alfred-andx-docs.cryptosrvc-staging.com/alfred-kyc-fallback.html)). No page of Alfred's shows it; an integrator's own page has this body.
 */
export interface UpdateKycSubmissionRequest {
  /**
   * Format: uuid
   * @description Id of the customer.
   * @example 5b0e6d0a-3f0c-4c57-9a51-0c6f5d1e7a11
   */
  customerId: string;
  /** @description The submission and its corrected fields. */
  kycUpdateSubmission: KycSubmission & {
    /**
     * Format: uuid
     * @description Id of the submission.
     * @example c1a7f2f4-6a55-4b0e-8f43-2f6f3f0b9d22
     */
    submissionId: string;
  };
}

/**
 * @description Where the customer fills the form in.
 *
 * **Source:** [Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session).
 */
export interface VerificationLink {
  /**
   * Format: uri
   * @description The reviewer's page. Show it in an iframe, or open it.
   * @example https://verify.example.com/?verification_session_id=0b7c3a52-0000-4000-8000-000000000001
   */
  verification_url: string;
  /**
   * Format: uuid
   * @description Id of the submission that the form belongs to.
   * @example 0f5c9c5e-0000-4000-8000-000000000002
   */
  submissionId: string;
}

export interface CreateCustomerOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Who it is. */
  requestBody: {
    content: {
      'application/json': CreateCustomerRequest;
    };
  };
  responses: {
    /**
     * @description The customer has been made.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': CreatedCustomer;
      };
    };
    401: components['responses']['Unauthorized'];
    /**
     * @description There is a customer with this e-mail address. It may be of the other type, or of another country: look at `findCustomer`.
     *
     * **Evidence:** assumed ([Adapter of an integrator (matias-prosper), newer version of backend/integrations/alfred/kyc.py](https://github.com/josean7link/matias-prosper)). The code is on the page of error codes; that it comes with 409 is an integrator's live finding, and another one's code expects it.
     */
    409: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Failure'];
      };
    };
    /**
     * @description The body has a member that is not taken.
     *
     * **Evidence:** assumed ([Adapter of an integrator (matias-prosper), newer version of backend/integrations/alfred/kyc.py](https://github.com/josean7link/matias-prosper)). Seen live by one integrator, on the older path, for `country` of a person. Others send it and are accepted.
     */
    422: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Failure'];
      };
    };
    /**
     * @description Anything else that is wrong. Which status goes with which code is not published.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    '4XX': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Failure'];
      };
    };
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: CreateCustomerError;
}

export interface FindCustomerOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description E-mail address of the customer.
       *
       * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it; three integrators send it.
       */
      email: components['parameters']['email'];
      /**
       * @description Country of the customer, two letters of ISO 3166-1 in capitals.
       *
       * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it; integrators send two letters.
       */
      country: components['parameters']['findCountry'];
    };
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /**
     * @description The customer.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': FoundCustomer;
      };
    };
    401: components['responses']['Unauthorized'];
    404: components['responses']['NotFound'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: FindCustomerError;
}

export interface GetCustomerOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer.
       *
       * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
       */
      customerId: components['parameters']['customerId'];
    };
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /**
     * @description The person.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': Customer;
      };
    };
    401: components['responses']['Unauthorized'];
    404: components['responses']['NotFound'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetCustomerError;
}

export interface GetKycRequirementsOperation {
  parameters: {
    query: {
      /**
       * @description Country, two or three letters of ISO 3166-1 in capitals.
       *
       * **Evidence:** conflicting ([Onboarding requirements by country](https://alfredpay.readme.io/docs/copy-of-onboarding-requirements-by-country)). Integrators send two letters; for companies one found that three do as well. Chosen, any text.
       */
      country: components['parameters']['country'];
    };
    header?: never;
    path?: never;
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /**
     * @description The list.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': Requirements;
      };
    };
    401: components['responses']['Unauthorized'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetKycRequirementsError;
}

export interface GetKybRequirementsOperation {
  parameters: {
    query: {
      /**
       * @description Country, two or three letters of ISO 3166-1 in capitals.
       *
       * **Evidence:** conflicting ([Onboarding requirements by country](https://alfredpay.readme.io/docs/copy-of-onboarding-requirements-by-country)). Integrators send two letters; for companies one found that three do as well. Chosen, any text.
       */
      country: components['parameters']['country'];
    };
    header?: never;
    path?: never;
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /**
     * @description The list. No source shows a body.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    401: components['responses']['Unauthorized'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetKybRequirementsError;
}

export interface CreateKycSubmissionOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer, who has no submission yet.
       *
       * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
       */
      customerId: components['parameters']['newCustomerId'];
    };
    cookie?: never;
  };
  /** @description The details. */
  requestBody: {
    content: {
      'application/json': KycSubmissionRequest;
    };
  };
  responses: {
    /**
     * @description The submission has been made.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': CreatedKycSubmission;
      };
    };
    401: components['responses']['Unauthorized'];
    /**
     * @description The customer has a submission: go on with that one.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). The code and its text are on the page of error codes; that it comes with 422 is an integrator's code.
     */
    422: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Failure'];
      };
    };
    /**
     * @description Anything else that is wrong. Which status goes with which code is not published.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    '4XX': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Failure'];
      };
    };
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: CreateKycSubmissionError;
}

export interface UpdateKycSubmissionOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description The corrected fields. */
  requestBody: {
    content: {
      'application/json': UpdateKycSubmissionRequest;
    };
  };
  responses: {
    /**
     * @description The submission is corrected. No source shows a body.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    401: components['responses']['Unauthorized'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: UpdateKycSubmissionError;
}

export interface UploadKycFileOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer.
       *
       * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
       */
      customerId: components['parameters']['customerId'];
      /**
       * @description Id of a person's submission.
       *
       * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page has a path with it. Samples of answers show a UUID.
       */
      submissionId: components['parameters']['submissionId'];
    };
    cookie?: never;
  };
  /** @description The file, and what it is. */
  requestBody: {
    content: {
      'multipart/form-data': KycFileRequest;
    };
  };
  responses: {
    /**
     * @description The file has been taken in.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': KycFile;
      };
    };
    401: components['responses']['Unauthorized'];
    /**
     * @description Anything else that is wrong. Which status goes with which code is not published.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    '4XX': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Failure'];
      };
    };
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: UploadKycFileError;
}

export interface SubmitKycOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer.
       *
       * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
       */
      customerId: components['parameters']['customerId'];
      /**
       * @description Id of a person's submission.
       *
       * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page has a path with it. Samples of answers show a UUID.
       */
      submissionId: components['parameters']['submissionId'];
    };
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /**
     * @description The submission is in review.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': Message;
      };
    };
    401: components['responses']['Unauthorized'];
    /**
     * @description Anything else that is wrong. Which status goes with which code is not published.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    '4XX': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Failure'];
      };
    };
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: SubmitKycError;
}

export interface GetKycStatusOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer.
       *
       * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
       */
      customerId: components['parameters']['customerId'];
      /**
       * @description Id of a person's submission.
       *
       * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page has a path with it. Samples of answers show a UUID.
       */
      submissionId: components['parameters']['submissionId'];
    };
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /**
     * @description How it stands.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': SubmissionState;
      };
    };
    401: components['responses']['Unauthorized'];
    404: components['responses']['NotFound'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetKycStatusError;
}

export interface GetLatestKycSubmissionOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer.
       *
       * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
       */
      customerId: components['parameters']['customerId'];
    };
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /**
     * @description The submission.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': LatestKycSubmission;
      };
    };
    401: components['responses']['Unauthorized'];
    404: components['responses']['NotFound'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetLatestKycSubmissionError;
}

export interface RetryKycOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer.
       *
       * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
       */
      customerId: components['parameters']['customerId'];
      /**
       * @description Id of a submission that has failed.
       *
       * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page has a path with it. Samples of answers show a UUID.
       */
      submissionId: components['parameters']['failedSubmissionId'];
    };
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /**
     * @description The submission is open again.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': Message;
      };
    };
    401: components['responses']['Unauthorized'];
    /**
     * @description Anything else that is wrong. Which status goes with which code is not published.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    '4XX': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Failure'];
      };
    };
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: RetryKycError;
}

export interface GetKycLinkOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer.
       *
       * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
       */
      customerId: components['parameters']['customerId'];
      /**
       * @description Country of the form, two or three letters of ISO 3166-1 in capitals.
       *
       * **Evidence:** conflicting ([Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session)). The page does not say how many letters. An integrator sends USA for the United States, as the mend of a fault, and two letters for all others. Chosen, any text.
       */
      country: components['parameters']['formCountry'];
    };
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /**
     * @description The link.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': VerificationLink;
      };
    };
    401: components['responses']['Unauthorized'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetKycLinkError;
}

export interface GetKybLinkOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer, a company.
       *
       * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
       */
      customerId: components['parameters']['companyId'];
    };
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /**
     * @description The link.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': VerificationLink;
      };
    };
    401: components['responses']['Unauthorized'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetKybLinkError;
}

export interface CreateKybSubmissionOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer, a company that has no submission yet.
       *
       * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
       */
      customerId: components['parameters']['newCompanyId'];
    };
    cookie?: never;
  };
  /** @description The details. */
  requestBody: {
    content: {
      'application/json': KybSubmissionRequest;
    };
  };
  responses: {
    /**
     * @description The submission has been made.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': CreatedKybSubmission;
      };
    };
    /**
     * @description The company has an open submission.
     *
     * **Evidence:** conflicting ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). The page of error codes has another text for the code: KYB record cannot be retried. The status and this text are an integrator's transcript of a live answer. Chosen, the code, with any text.
     */
    400: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Failure'];
      };
    };
    401: components['responses']['Unauthorized'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: CreateKybSubmissionError;
}

export interface UpdateKybSubmissionOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description The whole set. */
  requestBody: {
    content: {
      'application/json': UpdateKybSubmissionRequest;
    };
  };
  responses: {
    /**
     * @description The submission is corrected. No source shows a body.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    401: components['responses']['Unauthorized'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: UpdateKybSubmissionError;
}

export interface GetKybDetailsOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer, a company.
       *
       * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
       */
      customerId: components['parameters']['companyId'];
    };
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /**
     * @description The companies.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': KybDetails[];
      };
    };
    401: components['responses']['Unauthorized'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetKybDetailsError;
}

export interface UploadKybFileOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer, a company.
       *
       * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
       */
      customerId: components['parameters']['companyId'];
      /**
       * @description Id of a company's submission.
       *
       * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page has a path with it. An integrator has a UUID.
       */
      submissionId: components['parameters']['kybSubmissionId'];
    };
    cookie?: never;
  };
  /** @description The file, and what it is. */
  requestBody: {
    content: {
      'multipart/form-data': KybFileRequest;
    };
  };
  responses: {
    /**
     * @description The file has been taken in. No source shows a body.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    401: components['responses']['Unauthorized'];
    /**
     * @description A `fileType` that is not known. No source shows a body.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. Seen live by an integrator.
     */
    422: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: UploadKybFileError;
}

export interface UploadRelatedPersonFileOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer, a company.
       *
       * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
       */
      customerId: components['parameters']['companyId'];
      /**
       * @description Id of the related person, by `getKybDetails`.
       *
       * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it; an integrator takes it from there, live.
       */
      idRelatedPerson: components['parameters']['idRelatedPerson'];
    };
    cookie?: never;
  };
  /** @description The file, and which side it shows. */
  requestBody: {
    content: {
      'multipart/form-data': RelatedPersonFileRequest;
    };
  };
  responses: {
    /**
     * @description The file has been taken in. No source shows a body.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    401: components['responses']['Unauthorized'];
    /**
     * @description The name of the file is not ASCII.
     *
     * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator's transcript of a live answer.
     */
    502: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Failure'];
      };
    };
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: UploadRelatedPersonFileError;
}

export interface SubmitKybOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer, a company.
       *
       * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
       */
      customerId: components['parameters']['companyId'];
      /**
       * @description Id of a company's submission.
       *
       * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page has a path with it. An integrator has a UUID.
       */
      submissionId: components['parameters']['kybSubmissionId'];
    };
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /**
     * @description The submission is in review. No source shows a body.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    401: components['responses']['Unauthorized'];
    /**
     * @description Anything else that is wrong. Which status goes with which code is not published.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    '4XX': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Failure'];
      };
    };
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: SubmitKybError;
}

export interface GetKybStatusOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer, a company.
       *
       * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
       */
      customerId: components['parameters']['companyId'];
      /**
       * @description Id of a company's submission.
       *
       * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page has a path with it. An integrator has a UUID.
       */
      submissionId: components['parameters']['kybSubmissionId'];
    };
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /**
     * @description How it stands.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': SubmissionState;
      };
    };
    401: components['responses']['Unauthorized'];
    404: components['responses']['NotFound'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetKybStatusError;
}

export interface GetLatestKybSubmissionOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Id of the customer, a company.
       *
       * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
       */
      customerId: components['parameters']['companyId'];
    };
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /**
     * @description The submission.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': LatestKybSubmission;
      };
    };
    401: components['responses']['Unauthorized'];
    404: components['responses']['NotFound'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: GetLatestKybSubmissionError;
}

export interface SendStatusEventOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description How it stands. */
  requestBody: {
    content: {
      'application/json': StatusEvent;
    };
  };
  responses: {
    /**
     * @description It will be worked on.
     *
     * **Source:** [Error codes](https://alfredpay.readme.io/docs/error-codes).
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': Message;
      };
    };
    /**
     * @description It will be worked on.
     *
     * **Evidence:** conflicting ([An integrator's own pages on Alfred, alfred-kyc-fallback.html and others](https://frontend-hub-alfred-andx-docs.cryptosrvc-staging.com/alfred-kyc-fallback.html)). The page of error codes has 200 for every success; an integrator saw 201 here. Chosen, both.
     */
    201: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': Message;
      };
    };
    401: components['responses']['Unauthorized'];
    '4XX': components['responses']['Refused'];
    '5XX': components['responses']['ServerError'];
  };
  /** Of any of its failures. */
  error: SendStatusEventError;
}

export interface OnStatusOperation {
  parameters: {
    query?: never;
    header?: {
      /**
       * @description Unix seconds and HMAC-SHA-256 in hexadecimal, as `t=…,s=…`. The key is on the page Developers of the dashboard. What is signed is not published.
       *
       * **Evidence:** conflicting ([Webhooks](https://alfredpay.readme.io/docs/webhooks)). The page has header, form and algorithm. Of the signed text one integrator says time, full stop and body, another time and body, a third the body alone. Chosen, nothing but the form.
       */
      Signature?: components['parameters']['signature'];
    };
    path?: never;
    cookie?: never;
  };
  /** @description The event. */
  requestBody: {
    content: {
      'application/json': StatusEvent;
    };
  };
  responses: {
    /**
     * @description Your application has taken the event in. No source asks for a body.
     *
     * **Evidence:** assumed ([Webhooks](https://alfredpay.readme.io/docs/webhooks)). The page speaks of 4xx and 5xx as failures; that 200 is the success is what HTTP has for it.
     */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
  };
}

/** Body of a success of POST /customers/create. */
export type CreateCustomerResponse = CreatedCustomer;

/** Bodies of the failures of POST /customers/create that the document has. */
export type CreateCustomerError = Failure;

/** Body of GET /customers/find/{email}/{country}. */
export type FindCustomerRequest = undefined;

/** Body of a success of GET /customers/find/{email}/{country}. */
export type FindCustomerResponse = FoundCustomer;

/** Bodies of the failures of GET /customers/find/{email}/{country} that the document has. */
export type FindCustomerError = Failure;

/** Body of GET /customers/{customerId}. */
export type GetCustomerRequest = undefined;

/** Body of a success of GET /customers/{customerId}. */
export type GetCustomerResponse = Customer;

/** Bodies of the failures of GET /customers/{customerId} that the document has. */
export type GetCustomerError = Failure;

/** Body of GET /kycRequirements. */
export type GetKycRequirementsRequest = undefined;

/** Body of a success of GET /kycRequirements. */
export type GetKycRequirementsResponse = Requirements;

/** Bodies of the failures of GET /kycRequirements that the document has. */
export type GetKycRequirementsError = Failure;

/** Body of GET /kybRequirements. */
export type GetKybRequirementsRequest = undefined;

/** Body of a success of GET /kybRequirements. */
export type GetKybRequirementsResponse = undefined;

/** Bodies of the failures of GET /kybRequirements that the document has. */
export type GetKybRequirementsError = Failure;

/** Body of POST /customers/{customerId}/kyc. */
export type CreateKycSubmissionRequest = KycSubmissionRequest;

/** Body of a success of POST /customers/{customerId}/kyc. */
export type CreateKycSubmissionResponse = CreatedKycSubmission;

/** Bodies of the failures of POST /customers/{customerId}/kyc that the document has. */
export type CreateKycSubmissionError = Failure;

/** Body of a success of PUT /customers/kyc. */
export type UpdateKycSubmissionResponse = undefined;

/** Bodies of the failures of PUT /customers/kyc that the document has. */
export type UpdateKycSubmissionError = Failure;

/** Body of POST /customers/{customerId}/kyc/{submissionId}/files. */
export type UploadKycFileRequest = KycFileRequest;

/** Body of a success of POST /customers/{customerId}/kyc/{submissionId}/files. */
export type UploadKycFileResponse = KycFile;

/** Bodies of the failures of POST /customers/{customerId}/kyc/{submissionId}/files that the document has. */
export type UploadKycFileError = Failure;

/** Body of POST /customers/{customerId}/kyc/{submissionId}/submit. */
export type SubmitKycRequest = undefined;

/** Body of a success of POST /customers/{customerId}/kyc/{submissionId}/submit. */
export type SubmitKycResponse = Message;

/** Bodies of the failures of POST /customers/{customerId}/kyc/{submissionId}/submit that the document has. */
export type SubmitKycError = Failure;

/** Body of GET /customers/{customerId}/kyc/{submissionId}/status. */
export type GetKycStatusRequest = undefined;

/** Body of a success of GET /customers/{customerId}/kyc/{submissionId}/status. */
export type GetKycStatusResponse = SubmissionState;

/** Bodies of the failures of GET /customers/{customerId}/kyc/{submissionId}/status that the document has. */
export type GetKycStatusError = Failure;

/** Body of GET /customers/kyc/{customerId}. */
export type GetLatestKycSubmissionRequest = undefined;

/** Body of a success of GET /customers/kyc/{customerId}. */
export type GetLatestKycSubmissionResponse = LatestKycSubmission;

/** Bodies of the failures of GET /customers/kyc/{customerId} that the document has. */
export type GetLatestKycSubmissionError = Failure;

/** Body of POST /customers/{customerId}/kyc/{submissionId}/retry. */
export type RetryKycRequest = undefined;

/** Body of a success of POST /customers/{customerId}/kyc/{submissionId}/retry. */
export type RetryKycResponse = Message;

/** Bodies of the failures of POST /customers/{customerId}/kyc/{submissionId}/retry that the document has. */
export type RetryKycError = Failure;

/** Body of GET /customers/{customerId}/kyc/{country}/url. */
export type GetKycLinkRequest = undefined;

/** Body of a success of GET /customers/{customerId}/kyc/{country}/url. */
export type GetKycLinkResponse = VerificationLink;

/** Bodies of the failures of GET /customers/{customerId}/kyc/{country}/url that the document has. */
export type GetKycLinkError = Failure;

/** Body of GET /customers/kyb/{customerId}/verification/url. */
export type GetKybLinkRequest = undefined;

/** Body of a success of GET /customers/kyb/{customerId}/verification/url. */
export type GetKybLinkResponse = VerificationLink;

/** Bodies of the failures of GET /customers/kyb/{customerId}/verification/url that the document has. */
export type GetKybLinkError = Failure;

/** Body of POST /customers/{customerId}/kyb. */
export type CreateKybSubmissionRequest = KybSubmissionRequest;

/** Body of a success of POST /customers/{customerId}/kyb. */
export type CreateKybSubmissionResponse = CreatedKybSubmission;

/** Bodies of the failures of POST /customers/{customerId}/kyb that the document has. */
export type CreateKybSubmissionError = Failure;

/** Body of a success of PUT /customers/kyb. */
export type UpdateKybSubmissionResponse = undefined;

/** Bodies of the failures of PUT /customers/kyb that the document has. */
export type UpdateKybSubmissionError = Failure;

/** Body of GET /customers/{customerId}/kyb/details. */
export type GetKybDetailsRequest = undefined;

/** Body of a success of GET /customers/{customerId}/kyb/details. */
export type GetKybDetailsResponse = GetKybDetailsOperation['responses'][200]['content']['application/json'];

/** Bodies of the failures of GET /customers/{customerId}/kyb/details that the document has. */
export type GetKybDetailsError = Failure;

/** Body of POST /customers/{customerId}/kyb/{submissionId}/files. */
export type UploadKybFileRequest = KybFileRequest;

/** Body of a success of POST /customers/{customerId}/kyb/{submissionId}/files. */
export type UploadKybFileResponse = undefined;

/** Bodies of the failures of POST /customers/{customerId}/kyb/{submissionId}/files that the document has. */
export type UploadKybFileError = Failure;

/** Body of POST /customers/{customerId}/kyb/{idRelatedPerson}/files/relate-person. */
export type UploadRelatedPersonFileRequest = RelatedPersonFileRequest;

/** Body of a success of POST /customers/{customerId}/kyb/{idRelatedPerson}/files/relate-person. */
export type UploadRelatedPersonFileResponse = undefined;

/** Bodies of the failures of POST /customers/{customerId}/kyb/{idRelatedPerson}/files/relate-person that the document has. */
export type UploadRelatedPersonFileError = Failure;

/** Body of PUT /customers/{customerId}/kyb/{submissionId}/submit. */
export type SubmitKybRequest = undefined;

/** Body of a success of PUT /customers/{customerId}/kyb/{submissionId}/submit. */
export type SubmitKybResponse = undefined;

/** Bodies of the failures of PUT /customers/{customerId}/kyb/{submissionId}/submit that the document has. */
export type SubmitKybError = Failure;

/** Body of GET /customers/{customerId}/kyb/{submissionId}/status. */
export type GetKybStatusRequest = undefined;

/** Body of a success of GET /customers/{customerId}/kyb/{submissionId}/status. */
export type GetKybStatusResponse = SubmissionState;

/** Bodies of the failures of GET /customers/{customerId}/kyb/{submissionId}/status that the document has. */
export type GetKybStatusError = Failure;

/** Body of GET /customers/kyb/{customerId}. */
export type GetLatestKybSubmissionRequest = undefined;

/** Body of a success of GET /customers/kyb/{customerId}. */
export type GetLatestKybSubmissionResponse = LatestKybSubmission;

/** Bodies of the failures of GET /customers/kyb/{customerId} that the document has. */
export type GetLatestKybSubmissionError = Failure;

/** Body of POST /webhooks. */
export type SendStatusEventRequest = StatusEvent;

/** Body of a success of POST /webhooks. */
export type SendStatusEventResponse = Message;

/** Bodies of the failures of POST /webhooks that the document has. */
export type SendStatusEventError = Failure;
