import type { Verification } from '../core/provider.js';
import { toIso } from './iso.js';

/** As the document has it: picked member by member, so that nothing about the person slips in. */
export function showVerification(provider: string, verification: Verification): object {
  const { id, subject, status, reasons, createdAt, updatedAt } = verification;
  return { provider, id, subject, status, reasons, createdAt: toIso(createdAt), updatedAt: toIso(updatedAt) };
}
