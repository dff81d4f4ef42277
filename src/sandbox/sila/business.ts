/**
 * Roles of persons in businesses, and certification. Sources: docs/link_business_member, docs/unlink_business_member,
 * docs/get_business_types, docs/get_business_roles, docs/certify_business, docs/kyb-know-your-business.
 */
import { days, verificationsOf } from './verification-status.js';
import { seconds, type Entity, type Role } from './state.js';
import type { SilaContext } from './handler-types.js';

export const roles = [
  { uuid: '2352ec19-130d-45ba-8e0f-83a5b902e7ce', name: 'controlling_officer', label: 'Controlling Officer' },
  { uuid: '280a47ce-a70c-4015-aaeb-1865593a29e3', name: 'beneficial_owner', label: 'Beneficial Owner' },
  { uuid: '4684354c-1de3-48c8-bc3c-047a2b6185f0', name: 'administrator', label: 'Administrator' },
] as const;

export type RoleName = (typeof roles)[number]['name'];

/** Finds a role by its UUID, or by its name or label, which the C# SDK sends. */
export const findRole = ({ role, role_uuid }: { role?: string; role_uuid?: string }) =>
  roles.find(({ uuid, name, label }) =>
    role_uuid === undefined
      ? [name, label.toLowerCase()].includes(role?.toLowerCase() ?? '')
      : uuid === role_uuid.toLowerCase(),
  );

/**
 * The first two UUIDs are Sila's, the others ours. Source of `requires_certification`: older copy of
 * docs/get_business_types.
 */
export const businessTypes = [
  ['4819b5f8-4cab-4366-95ec-df7a36c5c140', 'corporation', 'Corporation', true],
  ['1f59d93e-c1f0-4d7d-8665-a4541effdc1a', 'llc', 'LLC', true],
  ['81f5340d-0000-4000-8000-000000000003', 'llp', 'LLP', true],
  ['81f5340d-0000-4000-8000-000000000004', 'lp', 'LP', true],
  ['81f5340d-0000-4000-8000-000000000005', 'non_profit', 'Non-Profit', true],
  ['81f5340d-0000-4000-8000-000000000006', 'partnership', 'Partnership', true],
  ['81f5340d-0000-4000-8000-000000000007', 'public_corporation', 'Public Corporation', false],
  ['81f5340d-0000-4000-8000-000000000008', 'sole_proprietorship', 'Sole Proprietorship', false],
  ['81f5340d-0000-4000-8000-000000000009', 'trust', 'Trust', false],
  ['81f5340d-0000-4000-8000-00000000000a', 'unincorporated_association', 'Unincorporated Association', false],
].map(([uuid, name, label, requires_certification]) => ({ uuid, name, label, requires_certification }) as BusinessType);

interface BusinessType {
  uuid: string;
  name: string;
  label: string;
  requires_certification: boolean;
}

export const roleIn = (entity: Entity, other: Entity, name: string): Role | undefined =>
  entity.roles.find((one) => one.other === other.handle && one.role === name);

export const isAdministrator = (business: Entity, person: Entity): boolean =>
  roleIn(business, person, 'administrator') !== undefined;

export function giveRole(
  context: SilaContext,
  business: Entity,
  person: Entity,
  role: { name: string; details?: string | undefined; stake?: number | undefined },
): void {
  takeRole(business, person, role.name);
  const common = {
    role: role.name,
    details: role.details ?? null,
    stake: role.stake ?? null,
    token: role.name === 'beneficial_owner' ? context.ids.uuid() : null,
    isCertified: false,
  };
  business.roles.push({ other: person.handle, ...common });
  person.roles.push({ other: business.handle, ...common });
}

export function takeRole(business: Entity, person: Entity, name: string): void {
  for (const [one, other] of [
    [business, person],
    [person, business],
  ] as const) {
    one.roles = one.roles.filter((known) => known.other !== other.handle || known.role !== name);
  }
}

/** Certification ends 30 days after an owner was unlinked. Source: docs/unlink_business_member, older copies. */
export function endCertification(context: SilaContext, business: Entity): void {
  // It may have been certified more than once.
  for (const one of business.certifications) one.expiresAt ??= seconds(context) + days(30);
}

export const isCertified = (context: SilaContext, { certifications }: Entity): boolean =>
  certifications.some(({ expiresAt }) => expiresAt === null || expiresAt > seconds(context));

/** `certified` is the only value that a source shows. */
export const certificationStatus = (context: SilaContext, business: Entity): string =>
  isCertified(context, business) ? 'certified' : 'pending';

export const hasPassed = (context: SilaContext, entity: Entity): boolean =>
  verificationsOf(context, entity).some(({ status }) => status === 'passed');

export const ownersOf = (business: Entity): Role[] => business.roles.filter(({ role }) => role === 'beneficial_owner');

/** A member who is only an administrator is not verified. Source: Sila's demo, RequestKYC.js. */
export const needsVerification = ({ role }: Role): boolean => role !== 'administrator';

/**
 * Roles that this kind of business needs and lacks. Source: docs/get_business_types, copy for partner Priority. That
 * `/kyc` considers the shares, and sums them in per cent, is our choice.
 */
export function missingRoles(business: Entity): RoleName[] {
  const owners = ownersOf(business);
  const total = owners.reduce((sum, { stake }) => sum + (stake ?? 0), 0);
  const hasOwners = {
    sole_proprietorship: owners.length === 1 && total === 100,
    partnership: total >= 50,
    non_profit: owners.length <= 4,
  }[business.details.business_type ?? ''];
  const has = (name: RoleName) => business.roles.some(({ role }) => role === name);
  return [
    ...(['administrator', 'controlling_officer'] as const).filter((name) => !has(name)),
    ...(hasOwners === false ? (['beneficial_owner'] as const) : []),
  ];
}
