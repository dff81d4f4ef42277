/** KYC Flows are set up in the Sila console; here they are settings. Source: docs/kyc for the two refusals. */
import type { Reply } from '../core/handler.js';
import { kycFailure } from './kyc-limits.js';
import { defaults, type FlowSettings, type SilaSettings } from './settings.js';

export function findFlow(settings: SilaSettings, uuid: string): { flow: FlowSettings } | { refusal: Reply } {
  const known = settings.flows ?? defaults.flows;
  const flow = known.find((one) => one.uuid.toLowerCase() === uuid.toLowerCase());
  if (!flow) return { refusal: kycFailure(404, 'KYC_FLOW_DNE', `KYC flow ${uuid} not found.`) };
  if (!flow.approved) {
    return { refusal: kycFailure(403, 'KYC_FLOW_NOT_APPROVED', `KYC Flow ${uuid} is not yet approved for use.`) };
  }
  return { flow };
}

/** The page's own examples. */
export const checksOf = (flow: FlowSettings): string[] => [...(flow.checks ?? ['address', 'birthdate'])];
