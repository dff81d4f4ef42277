/** The state of Alfred's customers API. */
import type { Call, Context, Reply } from '../core/handler.js';
import { refuse } from './refuse.js';
import type { AlfredCustomersSettings } from './settings.js';

export interface CustomersState {
  customers: Record<string, Customer>;
  /** The customer's id by e-mail address in lower case. */
  emails: Record<string, string>;
  /** The customer's id by phone number. */
  phones: Record<string, string>;
  submissions: Record<string, Submission>;
  /** The file by `<submission>/<file type>`, or by `<related person>/<file type>`. */
  files: Record<string, Uint8Array>;
  /** The Unix milliseconds at which a submission in review is completed automatically, by the submission's id. */
  due: Record<string, number>;
  /** Webhook endpoints by URL. */
  endpoints: Record<string, Endpoint>;
  hasExamples: boolean;
}

export interface Customer {
  id: string;
  email: string;
  type: 'INDIVIDUAL' | 'BUSINESS';
  country: string | null;
  createdAt: number;
  updatedAt: number;
  /** Ids of the submissions, oldest first. */
  submissions: string[];
  /** That with which the customer was created. */
  phoneNumber?: string;
}

export type Kind = 'KYC' | 'KYB';

export const statuses = ['CREATED', 'PENDING', 'IN_REVIEW', 'UPDATE_REQUIRED', 'COMPLETED', 'FAILED'] as const;
export type Status = (typeof statuses)[number];

export interface Submission {
  id: string;
  customer: string;
  kind: Kind;
  status: Status;
  metadata: { failureReason?: string; requiredFields?: string[] } | null;
  /** The fields as sent, for a company without its related persons. */
  fields: Record<string, unknown>;
  persons: RelatedPerson[];
  /** The name under which the file is stored, by type. */
  files: Record<string, string>;
  /** The session of the hosted form, if there is one. */
  session: { id: string; openedAt: number } | null;
  createdAt: number;
  updatedAt: number;
}

export interface RelatedPerson {
  id: string;
  fields: Record<string, unknown>;
  files: Record<string, string>;
}

export interface Endpoint {
  url: string;
  secret: string | null;
  name?: string;
  /** The kinds of submission whose events it gets. All, if absent. */
  events?: string[];
}

export type CustomersCall = Call<CustomersState, AlfredCustomersSettings>;
export type CustomersContext = Context<CustomersState, AlfredCustomersSettings>;

export const initialState = (): CustomersState => ({
  customers: {},
  emails: {},
  phones: {},
  submissions: {},
  files: {},
  due: {},
  endpoints: {},
  hasExamples: false,
});

export const iso = (time: number): string => new Date(time).toISOString();

export const findCustomer = ({ state }: CustomersCall, id: string): Customer | undefined =>
  state.customers[id.toLowerCase()];

/** The latest submission of a customer. */
export const latestOf = ({ state }: CustomersContext, customer: Customer, kind: Kind): Submission | undefined =>
  customer.submissions.flatMap((id) => state.submissions[id] ?? []).findLast((submission) => submission.kind === kind);

export function findSubmission({ state }: CustomersCall, customerId: string, id: string): Submission | undefined {
  const submission = state.submissions[id.toLowerCase()];
  return submission?.customer === customerId.toLowerCase() ? submission : undefined;
}

/** Calls the handler with the customer of the path. */
export const withCustomer =
  (handler: (call: CustomersCall, customer: Customer) => Reply) =>
  (call: CustomersCall): Reply => {
    const customer = findCustomer(call, call.params['customerId']!);
    return customer ? handler(call, customer) : refuse(404, 111302);
  };

/** Calls the handler with the submission of the path. */
export const withSubmission =
  (kind: Kind, handler: (call: CustomersCall, submission: Submission) => Reply | Promise<Reply>) =>
  (call: CustomersCall): Reply | Promise<Reply> => {
    const submission = findSubmission(call, call.params['customerId']!, call.params['submissionId']!);
    if (submission?.kind !== kind) return refuse(404, kind === 'KYC' ? 111402 : 111403);
    return handler(call, submission);
  };

/** Stores a new submission. A person has no related persons yet, and those of a company are stored apart. */
export function addSubmission(
  { state, ids, now }: CustomersCall,
  customer: Customer,
  parts: Pick<Submission, 'kind' | 'status' | 'fields'> & Partial<Submission>,
): Submission {
  const times = { createdAt: now, updatedAt: now };
  const none = { metadata: null, persons: [], files: {}, session: null };
  const submission: Submission = { id: ids.uuid(), customer: customer.id, ...none, ...times, ...parts };
  state.submissions[submission.id] = submission;
  customer.submissions.push(submission.id);
  return submission;
}
