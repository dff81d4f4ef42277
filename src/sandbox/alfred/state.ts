/** What Alfred remembers. */
import type { Call, Context } from '../core/handler.js';
import type { AlfredSettings } from './settings.js';

export interface AlfredState {
  /** By UUID, the sessions that my-info has opened. */
  sessions: Record<string, { type: 'in' | 'out'; openedAt: number }>;
  /** By number. */
  users: Record<string, AlfredUser>;
  /** By e-mail address in lower case: the user's number. */
  numbers: Record<string, number>;
  /** By `<user number>/<docType>`: the file. */
  documents: Record<string, Uint8Array>;
  /** The number of the next user. */
  nextNumber: number;
}

export interface AlfredUser {
  number: number;
  username: string;
  /** What was sent at the last sign-in. */
  details: Record<string, unknown>;
  /** Which documents there are. */
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

/** KYC Full is done with the three documents; that nobody looks at them is our choice, see README.md. */
export function isKycComplete(user: AlfredUser): boolean {
  return documentTypes.every((type) => user.documents.includes(type));
}
