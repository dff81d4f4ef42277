/** Statements of the document of Alfred's customers that no row covered at first, each violated at its operation. */
import { questionnaire } from '../../../src/sandbox/alfred-customers/requirements.js';
import { jsonOf, withJson } from '../answer.js';
import type { Change } from '../intercept.js';
import type { Subject } from '../subject.js';
import { ofBody, shown } from './kyb.js';
import { answered, behavedIn, type Candidate, type Ways } from './pick.js';
import { each, leaving, taken } from './strangers.js';
import {
  addressOf,
  asIf,
  besideMexico,
  closed,
  closedIn,
  coded,
  failingForNobody,
  hasCode,
  isAbout,
  keptNowhere,
  lacking,
  lackingIn,
  latestOf,
  moved,
  named,
  noExif,
  noPdf,
  numberOfKind,
  ofAnyKind,
  ofCountry,
  ofStatus,
  oldLink,
  only,
  ownNumber,
  refusal,
  sameLink,
  sending,
  sentOf,
  statusOf,
  submissionOf,
  unchecked,
  unlisted,
  whileWanted,
  withFiles,
  type Body,
} from './alfred-ways.js';

const ways: Ways = {
  createCustomer: {
    'address-of-a-company-for-a-person': addressOf('BUSINESS', 'INDIVIDUAL'),
    'address-of-a-company-for-a-company': addressOf('BUSINESS', 'BUSINESS'),
    'number-of-a-company': numberOfKind('BUSINESS', 'INDIVIDUAL'),
    'number-of-a-person-for-a-company': numberOfKind('INDIVIDUAL', 'BUSINESS'),
    'half-made': async (call: Body, sound, err) => {
      const reply = await sound(call);
      if ((reply.body as Body)?.errorCode !== 111408) return reply;
      err();
      call.state.emails[call.body.email.toLowerCase()] = 'nobody';
      return reply;
    },
    'number-not-kept': leaving((state, { phoneNumber }) => {
      if (phoneNumber !== undefined) delete state.phones[phoneNumber];
    }),
    'of-no-country': taken((body) => body.country === undefined),
    'capitals-are-free': (call: Body, sound, err) => {
      const { email } = call.body;
      if (email === email.toLowerCase() || !call.state.emails[email.toLowerCase()]) return sound(call);
      err();
      delete call.state.emails[email.toLowerCase()];
      return sound(call);
    },
    'taken-address-is-invalid': coded(111409, 111302),
    'taken-number-is-an-address': coded(111408, 111409),
  },
  findCustomer: {
    'a-company-in-any-country': async (call: Body, sound, err) => {
      const reply = await sound(call);
      const { emails, customers } = call.state;
      const found = customers[emails[call.params.email.toLowerCase()]];
      if (reply.status !== 404 || found?.type !== 'BUSINESS') return reply;
      err();
      return sound({ ...call, params: { ...call.params, country: found.country } });
    },
    'in-small-letters': async (call: Body, sound, err) => {
      if (call.params.email === call.params.email.toLowerCase()) return sound(call);
      err();
      return { status: 404 };
    },
    'decoded-twice': (call: Body, sound, err) => {
      let { email } = call.params;
      try {
        email = decodeURIComponent(email);
      } catch {}
      if (email !== call.params.email) err();
      return sound({ ...call, params: { ...call.params, email } });
    },
  },
  getCustomer: {
    'made-with-the-details': async (call: Body, sound, err) => {
      const reply = await sound(call);
      const made = latestOf(call)?.createdAt;
      const body = reply.body as Body;
      if (reply.status !== 200 || !made || body.createdAt === new Date(made).toISOString()) return reply;
      err();
      return { ...reply, body: { ...body, createdAt: new Date(made).toISOString() } };
    },
    'never-failed': statusOf('statusKyc', /^FAILED$/, 'IN_REVIEW'),
    'never-completed': statusOf('statusKyc', /^COMPLETED$/, 'IN_REVIEW'),
    'never-wanted': statusOf('statusKyc', /^UPDATE_REQUIRED$/, 'IN_REVIEW'),
    'of-somebody': shown((body) => (body.firstName ??= 'Marta')),
    'number-without-a-change': async (call: Body, sound, err) => {
      const reply = await sound(call);
      const first = Object.entries<string>(call.state.phones).find(([, id]) => id === call.params.customerId)?.[0];
      const body = reply.body as Body;
      if (!body?.phoneNumber || !first || first === body.phoneNumber) return reply;
      err();
      return { ...reply, body: { ...body, phoneNumber: first } };
    },
  },
  createKycSubmission: {
    'in-review-at-once-in-Brazil': leaving((state, { kycSubmission }, { submissionId }) => {
      if (kycSubmission.country === 'BR') state.submissions[submissionId].status = 'IN_REVIEW';
    }),
    'three-letters-of-Mexico': only((call) => sentOf(call).country === 'MEX', unchecked(isAbout('country'), 'country')),
    'number-of-any-country-in-Colombia': only(
      (call) => sentOf(call).country === 'CO',
      unchecked(hasCode(111410), 'phoneNumber'),
    ),
    'ten-digits-alone': closed(
      (call) => sentOf(call).typeDocumentCol === 'CC' && !/^\d{10}$/.test(sentOf(call).dni ?? ''),
    ),
    'fails-for-nobody': failingForNobody,
    'any-cuit': unchecked(isAbout('cuit'), 'cuit'),
    'three-letters': unchecked(isAbout('country'), 'country'),
    'number-of-any-country-but-in-Mexico': besideMexico(unchecked(hasCode(111410), 'phoneNumber')),
    'no-cuit-before-its-dni': closed(({ body: { kycSubmission: sent } }) => sent.cuit && !sent.dni),
    'taken-number-is-an-address': coded(111408, 111409),
    'number-of-another-country-is-taken': coded(111410, 111408),
    'submitted-is-completed': coded(111404, 111411),
    'completed-is-submitted': coded(111411, 111404),
    'own-number-is-taken': ownNumber,
    'a-second-one-in-review': ofStatus(['IN_REVIEW', 'UPDATE_REQUIRED'], 'FAILED', latestOf),
    'dni-without-zeros': each(/^dni$/, (value) => String(value).replace(/^0+/, '')),
  },
  updateKycSubmission: {
    'no-number-of-Brazil': closed((call) => sentOf(call).phoneNumber?.startsWith('+55')),
    'three-letters-of-Mexico': only((call) => sentOf(call).country === 'MEX', unchecked(isAbout('country'), 'country')),
    'state-is-ignored': ofBody((body: Body) => {
      const { state: _, ...fields } = body.kycUpdateSubmission;
      return { ...body, kycUpdateSubmission: fields };
    }),
    'dni-is-ignored-in-Colombia': only(
      ofCountry('CO'),
      ofBody((body: Body) => {
        const { dni: _, ...fields } = body.kycUpdateSubmission;
        return { ...body, kycUpdateSubmission: fields };
      }),
    ),
    'number-of-any-country-in-Brazil': only(ofCountry('BR'), unchecked(hasCode(111410), 'phoneNumber')),
    'any-cuit': unchecked(isAbout('cuit'), 'cuit', 'dni'),
    'three-letters': unchecked(isAbout('country'), 'country'),
    'any-number': unchecked(hasCode(111408), 'phoneNumber'),
    'number-of-any-country': unchecked(hasCode(111410), 'phoneNumber'),
    'number-of-any-country-but-in-Mexico': besideMexico(unchecked(hasCode(111410), 'phoneNumber')),
    'taken-number-is-an-address': coded(111408, 111409),
    'number-of-another-country-is-taken': coded(111410, 111408),
    'nobody-is-a-company': coded(111402, 111403),
    'own-number-is-taken': ownNumber,
    'number-not-kept': leaving((state, { kycUpdateSubmission: { phoneNumber } }) => {
      if (phoneNumber !== undefined) delete state.phones[phoneNumber];
    }),
    'number-ignored': ofBody((body: Body) => {
      const { phoneNumber: _, ...fields } = body.kycUpdateSubmission;
      return { ...body, kycUpdateSubmission: fields };
    }),
    'not-when-more-is-wanted': whileWanted,
  },
  uploadKycFile: {
    'no-licence': closed(({ body }) => /^Driver/.test(body?.get?.('fileType')?.text ?? '')),
    'nobody-is-a-company': coded(111402, 111403),
    'no-pdf': noPdf('fileBody'),
    'no-exif': noExif('fileBody'),
    'one-id': each(/^fileId$/, () => '0d5e4c30-0000-4000-8000-000000000031'),
    'not-when-more-is-wanted': whileWanted,
    'for-a-company': ofAnyKind('KYC'),
    'type-is-a-file': coded(111413, 111414),
    'file-is-a-type': coded(111414, 111413),
  },
  submitKyc: {
    ...lackingIn('CO', 'firstName', 'lastName', 'dateOfBirth', 'zipCode', 'address', 'state', 'dni'),
    ...lackingIn('AR', 'state', 'nationalities', 'pep'),
    ...lackingIn('DO', 'state'),
    'without-a-front': only(({ body: _, ...call }) => !ofCountry('AR')(call), withFiles('National ID Front')),
    'without-a-front-in-Argentina': only(ofCountry('AR'), withFiles('National ID Front')),
    'without-a-back-in-Argentina': only(ofCountry('AR'), withFiles('National ID Back')),
    'completed-at-once-in-Colombia': moved((submission) => {
      if (submission.fields.country === 'CO' && submission.status === 'IN_REVIEW') submission.status = 'COMPLETED';
    }),
    'nobody-is-a-company': coded(111402, 111403),
    'without-nationalities': lacking('nationalities'),
    'without-the-kind-of-document': lacking('typeDocumentCol'),
    'without-the-country-once-more': lacking('countryCode'),
    'without-a-cpf': lacking('cpf'),
    'without-a-city': lacking('city'),
    'names-no-address': async (call: Body, sound, err) => {
      const reply = await sound(call);
      const body = reply.body as Body;
      const fields = body?.errorMetadata?.fields?.filter((name: string) => name !== 'address');
      if (!fields || fields.length === body.errorMetadata.fields.length) return reply;
      err();
      return { ...reply, body: { ...body, errorMetadata: { fields } } };
    },
    'incomplete-is-a-retry': coded(111406, 111404),
    'two-files-of-any-kind': asIf(submissionOf, ({ files }) => {
      if (Object.keys(files).length > 1) Object.assign(files, { 'National ID Front': 'x', 'National ID Back': 'x' });
    }),
    'files-of-anybody': async (call: Body, sound, err) => {
      const types = new Set(Object.keys(call.state.files).map((name) => name.split('/')[1] as string));
      return withFiles(...types)(call, sound, err);
    },
    'files-in-Brazil': closed((call) => {
      const { fields, files } = submissionOf(call) ?? {};
      return fields?.country === 'BR' && Object.keys(files).length === 0;
    }),
    'false-is-missing': closed((call) => submissionOf(call)?.fields.pep === false),
    'not-when-more-is-wanted': whileWanted,
    'wanted-for-ever': moved((submission, _, before) => {
      submission.metadata ??= before.metadata;
    }),
    'after-it-was-completed': ofStatus(['COMPLETED'], 'CREATED'),
    'never-sent': sending(() => undefined),
    'all-of-a-company': sending((event) => ({ ...event, eventType: 'KYB' })),
  },
  retryKyc: {
    'nobody-is-a-company': coded(111402, 111403),
    'in-review': ofStatus(['IN_REVIEW'], 'FAILED'),
    'when-more-is-wanted': ofStatus(['UPDATE_REQUIRED'], 'FAILED'),
    twice: ofStatus(['CREATED'], 'FAILED'),
    'not-failed-is-completed': coded(111404, 111411),
  },
  sendStatusEvent: {
    'no-review-of-a-company': (call: Body, sound, err) => {
      const { eventType, status } = call.body;
      if (eventType !== 'KYB' || status !== 'IN_REVIEW') return sound(call);
      err();
      return { status: 200, body: { message: 'success' } };
    },
    'review-not-sent': sending((event) => (event.status === 'IN_REVIEW' ? undefined : event)),
    'nothing-of-a-company-sent': sending((event) => (event.eventType === 'KYB' ? undefined : event)),
    'success-of-a-company-not-sent': sending((event) =>
      event.eventType === 'KYB' && event.status === 'COMPLETED' ? undefined : event,
    ),
    'failure-of-a-company-not-sent': sending((event) =>
      event.eventType === 'KYB' && event.status === 'FAILED' ? undefined : event,
    ),
    'no-status-of-others': moved((submission, { body }) => {
      if (body.status === 'SUSPENDED') submission.status = undefined;
    }),
    'of-any-kind': async (call: Body, sound, err) => {
      const kind = submissionOf(call)?.kind;
      if (!kind || kind === call.body.eventType) return sound(call);
      err();
      return sound({ ...call, body: { ...call.body, eventType: kind } });
    },
    'of-nobody-is-the-last': async (call: Body, sound, err) => {
      const last = Object.values<Body>(call.state.submissions).at(-1);
      if (submissionOf(call) || !last) return sound(call);
      err();
      return sound({ ...call, body: { ...call.body, referenceId: last.id, eventType: last.kind } });
    },
    'first-reason-for-ever': moved((submission, { state }) => {
      state.reasons ??= {};
      if (submission.metadata?.failureReason)
        submission.metadata.failureReason = state.reasons[submission.id] ??= submission.metadata.failureReason;
    }),
    'first-field-alone': moved(({ metadata }) => {
      if (metadata?.requiredFields) metadata.requiredFields = metadata.requiredFields.slice(0, 1);
    }),
    'same-time': moved((submission, _, before) => (submission.updatedAt = before.updatedAt)),
    'success-not-sent': sending((event) => (event.status === 'COMPLETED' ? undefined : event)),
    'update-not-sent': sending((event) => (event.status === 'UPDATE_REQUIRED' ? undefined : event)),
    'sent-with-another-reason': sending((event) => {
      if (event.metadata?.failureReason) event.metadata.failureReason = 'unknown';
      return event;
    }),
    'sent-with-a-reason-for-success': sending((event) =>
      event.status === 'COMPLETED' ? { ...event, metadata: { failureReason: 'none' } } : event,
    ),
  },
  getKycStatus: {
    'wants-something-always': shown((body) => {
      if (body.status === 'CREATED') body.metadata ??= { requiredFields: ['National ID Front'] };
    }),
    'of-a-company': ofAnyKind('KYC'),
    'other-than-the-latest': statusOf('status', /^FAILED$/, 'PENDING'),
  },
  getLatestKycSubmission: {
    'as-it-was-made': shown((body) => (body.status = 'CREATED')),
    'never-failed': statusOf('status', /^FAILED$/, 'IN_REVIEW'),
    'never-completed': statusOf('status', /^COMPLETED$/, 'IN_REVIEW'),
    'made-with-the-customer': async (call: Body, sound, err) => {
      const reply = await sound(call);
      const made = call.state.customers[call.params.customerId.toLowerCase()]?.createdAt;
      const body = reply.body as Body;
      if (reply.status !== 200 || body.createdAt === new Date(made).toISOString()) return reply;
      err();
      return { ...reply, body: { ...body, createdAt: new Date(made).toISOString() } };
    },
  },
  getKycLink: {
    'Mexico-and-the-United-States-alone': closedIn(/^(?!US|MX|ME)/),
    'two-letters-of-the-United-States': closedIn(/^US$/),
    'fails-for-nobody': failingForNobody,
    'one-for-all': sameLink,
    'the-old-one': oldLink,
    'kept-nowhere': keptNowhere,
  },
  getKybLink: {
    'of-another-submission-once-it-has-failed': async (call: Body, sound, err) => {
      const ids: string[] = call.state.customers[call.params.customerId.toLowerCase()]?.submissions ?? [];
      const hasFailed = ids.some((id) => call.state.submissions[id].status === 'FAILED');
      const reply = await sound(call);
      if (!hasFailed || reply.status !== 200) return reply;
      err();
      return { ...reply, body: { ...(reply.body as Body), submissionId: crypto.randomUUID() } };
    },
    'fails-for-nobody': failingForNobody,
    'one-for-all': sameLink,
    'the-old-one': oldLink,
  },
  getKycRequirements: {
    ...unlisted(/^MX$/, 'lastName', 'dateOfBirth', 'country', 'city', 'zipCode', 'address', 'nationalities'),
    ...unlisted(/^CO/, 'firstName', 'lastName', 'dateOfBirth', 'country', 'city', 'address', 'state'),
    ...unlisted(/^DO/, 'lastName', 'dateOfBirth', 'country', 'city', 'zipCode', 'state'),
    'Mexico-for-Argentina': (call: Body, sound, err) => {
      if (call.query.country === 'AR') err();
      return sound(call.query.country === 'AR' ? { ...call, query: { ...call.query, country: 'MX' } } : call);
    },
    'three-letters-for-Mexico-alone': async (call: Body, sound, err) => {
      if (!/^(?!MEX)[A-Z]{3}$/.test(call.query.country ?? '')) return sound(call);
      err();
      return refusal;
    },
    'no-base-but-in-Mexico': shown((body) => {
      if (!/^MX|^MEX/.test(body.country))
        body.requirements.personal = body.requirements.personal.filter(
          ({ name }: Body) => !/Name$|^(city|zipCode|address|dateOfBirth)$/.test(name),
        );
    }),
    'no-cpf': shown(({ requirements }) => {
      requirements.personal = requirements.personal.filter(({ name }: Body) => name !== 'cpf');
    }),
  },
  getKybRequirements: { 'Mexico-alone': closedIn(/^(?!ME?X)/) },
  createKybSubmission: {
    'one-person-an-address': (call: Body, sound, err) => {
      const { kybSubmission } = call.body;
      const all = kybSubmission?.relatedPersons;
      if (!Array.isArray(all)) return sound(call);
      const relatedPersons = [...new Map(all.map((one: Body) => [one.email, one])).values()];
      if (relatedPersons.length < all.length) err();
      return sound({ ...call, body: { ...call.body, kybSubmission: { ...kybSubmission, relatedPersons } } });
    },
    ...Object.fromEntries(
      ['CO', 'BR', 'CN', 'HK'].map((country) => [
        `none-of-${country}`,
        closed(({ body }) => body.kybSubmission.country === country),
      ]),
    ),
    'fails-for-nobody': failingForNobody,
    'a-second-one-in-review': ofStatus(['IN_REVIEW', 'UPDATE_REQUIRED'], 'FAILED', latestOf),
    'after-it-was-completed': ofStatus(['COMPLETED'], 'FAILED', latestOf),
    'in-place-of-the-person': async (call: Body, sound, err) => {
      const reply = await sound(call);
      const customer = call.state.customers[call.params.customerId.toLowerCase()];
      if (reply.status !== 200 || customer.type === 'BUSINESS') return reply;
      err();
      customer.submissions = customer.submissions.slice(-1);
      return reply;
    },
    'open-is-of-a-person': coded(111405, 111404),
    'completed-is-open': coded(111412, 111405),
    'in-review-at-once': leaving((state, _, { submissionId }) => {
      state.submissions[submissionId].status = 'UPDATE_REQUIRED';
    }),
  },
  updateKybSubmission: {
    'nobody-is-a-person': coded(111403, 111402),
    'persons-stay': leaving((state, { submissionId, kybUpdateSubmission: { relatedPersons } }) => {
      for (const one of state.submissions[submissionId.toLowerCase()].persons.slice(1)) one.fields = relatedPersons[0];
    }),
    'one-person-alone': leaving((state, { submissionId }) => {
      state.submissions[submissionId.toLowerCase()].persons.splice(1);
    }),
    'one-id-for-all': leaving((state, { submissionId }) => {
      const { persons } = state.submissions[submissionId.toLowerCase()];
      for (const one of persons) one.id = persons[0].id;
    }),
    'first-nationality-stays': leaving((state, { submissionId }) => {
      for (const { fields } of state.submissions[submissionId.toLowerCase()].persons)
        if (fields.nationalities?.[0] === 'CO') fields.nationalities = ['MX', 'CO'];
    }),
    'questionnaire-is-merged': async (call: Body, sound, err) => {
      const before = submissionOf(call)?.fields;
      const reply = await sound(call);
      if (reply.status !== 200) return reply;
      const submission = submissionOf(call);
      const kept = Object.entries(before).filter(
        ([name]) => questionnaire.includes(name) && !(name in submission.fields),
      );
      if (kept.length > 0) err();
      Object.assign(submission.fields, Object.fromEntries(kept));
      return reply;
    },
    'not-when-more-is-wanted': whileWanted,
  },
  uploadKybFile: {
    'for-an-older-one': ofStatus(['FAILED'], 'PENDING'),
    'nobody-is-a-person': coded(111403, 111402),
    'no-pdf': noPdf('rawBody'),
    'no-exif': noExif('rawBody'),
    'not-when-more-is-wanted': whileWanted,
    'for-a-person': ofAnyKind('KYB'),
  },
  uploadRelatedPersonFile: {
    'for-an-older-one': async (call: Body, sound, err) => {
      const reply = await sound(call);
      const { state, params, body } = call;
      const ids: string[] = state.customers[params.customerId.toLowerCase()]?.submissions ?? [];
      const isOlder = ids
        .slice(0, -1)
        .some((id) => state.submissions[id].persons.some((one: Body) => one.id === params.idRelatedPerson));
      if (reply.status < 400 || !isOlder || body?.get?.('rawBody')?.bytes === undefined) return reply;
      err();
      return { status: 200 };
    },
    'any-name-of-a-back': named(({ body }) => body.get('fileType')?.text === 'docBack'),
    'a-name-of-other-letters': named(({ body }) => /[^\x20-\xff]/.test(body.get('rawBody').filename)),
    'fails-for-nobody': failingForNobody,
    'no-pdf': noPdf('rawBody'),
    'no-exif': noExif('rawBody'),
    'a-name-of-latin-letters': async (call: Body, sound, err) => {
      const file = call.body?.get?.('rawBody');
      if (!/^[\x20-\xff]*[\xa0-\xff][\x20-\xff]*$/.test(file?.filename ?? '')) return sound(call);
      err();
      const body = new Map(call.body).set('rawBody', { ...file, filename: 'front.png' });
      return sound({ ...call, body });
    },
  },
  submitKyb: {
    'without-the-tax-id': withFiles('taxIdDocument'),
    'without-the-articles': withFiles('articlesIncorporation'),
    'without-the-proof': withFiles('proofAddress'),
    'without-the-license': withFiles('businessLicense'),
    'screening-of-who-moves-money-alone': asIf(submissionOf, ({ fields }) => {
      if (fields.transmitsCustomerFunds !== true) fields.complianceScreeningDescription ??= 'x';
    }),
    'nobody-is-a-person': coded(111403, 111402),
    ...Object.fromEntries(questionnaire.map((name) => [`without-${name}`, lacking(name)])),
    'without-the-policy': withFiles('uploadAmlPolicy'),
    'without-the-registry': withFiles('shareholderRegistry'),
    'always-how-it-screens': closed((call) => {
      const { fields } = submissionOf(call) ?? {};
      return fields?.conductsComplianceScreening === false && !fields.complianceScreeningDescription;
    }),
    'not-when-more-is-wanted': whileWanted,
    twice: ofStatus(['IN_REVIEW'], 'PENDING'),
    'wanted-for-ever': moved((submission, _, before) => {
      submission.metadata ??= before.metadata;
    }),
    'as-a-person': sending((event) => ({ ...event, eventType: 'KYC' })),
  },
  getKybStatus: {
    'wants-something-always': shown((body) => {
      if (body.status === 'PENDING') body.metadata ??= { requiredFields: ['proofAddress'] };
    }),
    'of-a-person': ofAnyKind('KYB'),
    'in-review-at-once': statusOf('status', /^PENDING$/, 'IN_REVIEW'),
    'never-completed': statusOf('status', /^COMPLETED$/, 'IN_REVIEW'),
  },
  getKybDetails: {
    'fails-for-nobody': failingForNobody,
    'latest-alone': async (call, sound, err) => {
      const reply = await sound(call);
      if (!Array.isArray(reply.body) || reply.body.length < 2) return reply;
      err();
      return { ...reply, body: reply.body.slice(-1) };
    },
    'no-file-shown': each(/^(articlesIncorporation|proofAddress|taxIdDocument)$/, () => null),
    'fails-for-a-form': async (call: Body, sound, err) => {
      const reply = await sound(call);
      if (reply.status !== 200 || (reply.body as Body[]).every(({ businessName }) => businessName)) return reply;
      err();
      return { status: 500, body: { errorCode: 111301, errorMessage: 'UNKNOWN_ERROR' } };
    },
    'kept-nowhere': each(/Uri$/, () => null),
    'kept-before-it-was-sent': shown((body) => {
      for (const one of body.flatMap((company: Body) => [company, ...company.relatedPersons]))
        for (const name of Object.keys(one))
          if (name.endsWith('Uri')) one[name] ??= 'https://files.example.com/undefined';
    }),
    'a-person-is-a-company': async (call: Body, sound, err) => {
      const reply = await sound(call);
      const submissions = call.state.customers[call.params.customerId.toLowerCase()]?.submissions ?? [];
      const persons = submissions.filter((id: string) => call.state.submissions[id].kind === 'KYC');
      if (reply.status !== 200 || persons.length === 0) return reply;
      err();
      const more = persons.map((submissionId: string) => ({ submissionId, relatedPersons: [] }));
      return { ...reply, body: [...(reply.body as Body[]), ...more] };
    },
    'one-nationality': shown((body) => {
      for (const { relatedPersons } of body)
        for (const one of relatedPersons) one.nationalities &&= one.nationalities.slice(0, 1);
    }),
    'not-after-it-failed': async (call: Body, sound, err) => {
      const reply = await sound(call);
      if (reply.status !== 200) return reply;
      const all = reply.body as Body[];
      const open = all.filter(({ submissionId }) => call.state.submissions[submissionId].status !== 'FAILED');
      if (open.length < all.length) err();
      return { ...reply, body: open };
    },
  },
};

/** The response names another member than the wrong or missing one. */
const namingTheBody: Change = (answer) => {
  const body = jsonOf(answer) as Body;
  if (!body?.errorMetadata?.fields?.some((name: string) => /^(email|type)$/.test(name))) return undefined;
  return withJson(answer, { ...body, errorMetadata: { fields: ['body'] } });
};

export const customersStatementCandidates = (subject: Subject): Candidate[] => [
  ...(subject.provider === 'alfred-customers' ? behavedIn(subject, ways) : []),
  ...(subject.provider === 'alfred-customers' ? subject.operations : [])
    .filter(({ operationId }) => operationId === 'createCustomer')
    .map((operation) => answered(subject, operation, 'names-the-body', namingTheBody)),
];
