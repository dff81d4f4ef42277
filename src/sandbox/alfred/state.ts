/** The state of Alfred. */
import type { Call, Context } from '../core/handler.js';
import type { AlfredSettings } from './settings.js';

export interface AlfredState {
  /** Sessions that my-info has opened, by UUID. */
  sessions: Record<string, { type: 'in' | 'out'; openedAt: number }>;
  /** Users by number. */
  users: Record<string, AlfredUser>;
  /** The user's number by e-mail address in lower case. */
  numbers: Record<string, number>;
  /** The file by `<user number>/<docType>`. */
  documents: Record<string, Uint8Array>;
  /** The number of the next user. */
  nextNumber: number;
}

export interface AlfredUser {
  number: number;
  username: string;
  /** The members of the last sign-in. */
  details: Record<string, unknown>;
  /** The kinds of the user's documents. */
  documents: string[];
}

export type AlfredCall = Call<AlfredState, AlfredSettings>;
export type AlfredContext = Context<AlfredState, AlfredSettings>;

export const documentTypes = ['idCardFront', 'idCardBack', 'selfie'] as const;

export const initialState = (): AlfredState => ({
  sessions: {},
  users: {},
  numbers: {},
  documents: {},
  nextNumber: 1001,
});

/** KYC Full is complete with the three documents. That nobody reviews them is our choice (README.md). */
export function isKycComplete(user: AlfredUser): boolean {
  return documentTypes.every((type) => user.documents.includes(type));
}
