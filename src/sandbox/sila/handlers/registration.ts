import { businessTypes } from '../business.js';
import { detailsView } from '../entity-view.js';
import { addressOf, newEntry } from '../entries.js';
import type { Body, SilaCall } from '../handler-types.js';
import { forApp, forUser } from '../operation.js';
import { birthdateProblem, compact, identityProblem, phoneProblem, postalCodeProblem } from '../personal-data.js';
import { refusedChange, updateRules } from '../registration-rules.js';
import { badRequest, failure, ok, references, responseTime, success } from '../reply.js';
import { bareHandle, entityKey, seconds, type Details, type Entity } from '../state.js';

/** Source: docs/register, docs/entity_msg; tests of the SDKs for PHP and C#. */
export const register = forApp(
  (call, { app, header }) => {
    const body = call.body as Body<'register'>;
    const handle = bareHandle(header.user ?? '');
    const key = entityKey(app.handle, handle);
    if (call.state.entities[key]) return failure(400, `${handle} is taken.`);
    const wrong = problemsOf(body, call.now);
    if (wrong) return badRequest(wrong);
    const address = keyOf(body);
    // Source: docs/entity_msg: an address that was not used in Sila before. The refusal is not shown.
    if (address && call.state.keys[address]) {
      const inUse = 'This address is in use.';
      return badRequest(
        body.crypto_entry ? { crypto_entry: { crypto_address: inUse } } : { wallet_entry: { wallet_address: inUse } },
      );
    }
    if (address) call.state.keys[address] = { entity: key };
    const entity = newEntity(call, app.handle, handle, body);
    call.state.entities[key] = entity;
    const message = `${handle} was successfully registered.`;
    return ok(success(call, header, { message, ...(entity.uuid ? { business_uuid: entity.uuid } : {}) }));
  },
  { signatureStatus: 401 },
);

/** The newest Python SDK sends the key as `wallet_entry`. */
const keyOf = ({ crypto_entry, wallet_entry }: Body<'register'>): string | undefined =>
  (crypto_entry?.crypto_address ?? wallet_entry?.wallet_address)?.toLowerCase();

function problemsOf({ entity, identity, contact, address }: Body<'register'>, now: number) {
  return compact({
    entity: { birthdate: entity.type === 'business' ? undefined : birthdateProblem(entity.birthdate, now) },
    identity: { identity_value: identity && identityProblem(identity.identity_alias, identity.identity_value) },
    contact: { phone: contact?.phone === undefined ? undefined : phoneProblem(contact.phone) },
    address: { postal_code: address && postalCodeProblem(address) },
  });
}

function newEntity(call: SilaCall, app: string, handle: string, body: Body<'register'>): Entity {
  const { identity, contact, address } = body;
  const key = keyOf(body);
  const type = body.entity.type ?? 'individual';
  return {
    app,
    handle,
    type,
    uuid: type === 'business' ? call.ids.uuid() : null,
    wallet: call.ids.uuid(),
    created: seconds(call),
    details: detailsOf(body.entity),
    addresses: address ? [{ ...newEntry(call), ...addressOf(address) }] : [],
    identities: identity ? [{ ...newEntry(call), type: identity.identity_alias, value: identity.identity_value }] : [],
    emails: contact?.email === undefined ? [] : [{ ...newEntry(call), email: contact.email }],
    phones:
      contact?.phone === undefined
        ? []
        : [{ ...newEntry(call), phone: contact.phone, smsOptIn: contact.sms_opt_in === true }],
    keys: key ? [key] : [],
    roles: [],
    certifications: [],
    verifications: [],
    documents: [],
  };
}

const members = ['first_name', 'last_name', 'entity_name', 'birthdate', 'business_type', 'naics_code'] as const;
const businessMembers = ['doing_business_as', 'business_website', 'registration_state', 'registration_date'] as const;

/** Picks the members that a person or a business has, since the request may contain others. */
export function detailsOf(entity: Details & TypeOfBusiness): Details {
  const names = [...members, ...businessMembers];
  const sent = names.flatMap((name) => (entity[name] === undefined ? [] : [[name, entity[name]]]));
  return { ...Object.fromEntries(sent), ...typeOf(entity) };
}

interface TypeOfBusiness {
  business_type?: string;
  business_type_uuid?: string;
}

/** Finds the type by UUID, name or label if Sila lists it; otherwise keeps the value as sent. */
function typeOf({ business_type, business_type_uuid }: TypeOfBusiness): Details {
  const known = businessTypes.find(
    ({ uuid, name, label }) =>
      uuid === business_type_uuid?.toLowerCase() ||
      [name, label.toLowerCase()].includes(business_type?.toLowerCase() ?? ''),
  );
  return known ? { business_type: known.name } : {};
}

/** Source: docs/check_handle; 200 for a taken handle too: tests of the SDKs for JavaScript and PHP. */
export const checkHandle = forApp(
  (call, { app, header }) => {
    const handle = bareHandle(header.user ?? '');
    if (!call.state.entities[entityKey(app.handle, handle)]) {
      return ok(success(call, header, { message: `${handle} is available.` }));
    }
    const refused = { success: false, status: 'FAILURE', message: `${handle} is taken.` };
    return ok({ ...refused, ...references(call, header), ...responseTime });
  },
  { signatureStatus: 401 },
);

/** Source: docs/updateregistration-data: no change while a verification is pending (newer copies). */
export const updateEntity = forUser((call, { entity, header }) => {
  const changes = call.body as Body<'updateEntity'>;
  const underage = entity.type === 'individual' && birthdateProblem(changes.birthdate, call.now);
  if (underage) return badRequest({ birthdate: underage });
  const refused = refusedChange(call, entity, updateRules.entity);
  if (refused) return failure(400, refused);
  Object.assign(entity.details, detailsOf(changes));
  return ok(success(call, header, { message: 'Successfully updated entity.', ...detailsView(entity) }));
});
