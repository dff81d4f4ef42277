/** The result of a call: one type for each response of the operation, and one for all undocumented responses. */
import type { ParseAs } from 'openapi-fetch';
import type { Call } from './definition.js';

/**
 * The result of a call. `ok`, `status` and `data` narrow it; `response` has the headers.
 *
 * - Test `ok`, not `error`: a failure may have no body, so that `error` is undefined.
 * - A switch over `status` narrows the rest. Its `default` is for undocumented statuses, which any server may send.
 * - The type of `error` is undefined for a failure whose body is not documented. Its value is still the body: parsed if
 *   it is JSON, otherwise the text.
 */
export type CallResult<Operation, As extends ParseAs = 'json', Throws extends boolean = false> =
  | SuccessesOf<Operation, As>
  | IfResult<Throws, FailuresOf<Operation>>;

type SuccessesOf<Operation, As extends ParseAs> = Operation extends { responses: infer Responses }
  ? Successes<Responses, As>
  : Success<number, Parsed<unknown, As>>;

type FailuresOf<Operation> = Operation extends { responses: infer Responses }
  ? Failures<Responses> | NamedFailure<Operation>
  : Failure<number, unknown>;

/** Never a value. It lets TypeScript show the union of all `error`s by its name in the generated types. */
type NamedFailure<Operation> = Operation extends { error: infer Body } ? Failure<never, Body> : never;

/** With `throwOnError`, a failure is thrown and not returned. */
type IfResult<Throws extends boolean, Failed> = Throws extends true ? never : Failed;

/** A status that the document does not list. */
export type OtherStatus<Documented = never> = Exclude<HttpStatus, Documented>;

type Successes<Responses, As extends ParseAs> = {
  [Status in keyof Responses & number]: `${Status}` extends `2${string}`
    ? Success<Status, Parsed<BodyOf<Responses[Status]>, As>>
    : never;
}[keyof Responses & number];

type Failures<Responses> =
  | {
      [Status in keyof Responses & number]: `${Status}` extends `2${string}`
        ? never
        : Failure<Status, BodyOf<Responses[Status]>>;
    }[keyof Responses & number]
  | Failure<OtherStatus<keyof Responses>, OtherBody<Responses>>;

interface Success<Status, Data> extends ResultBase<Status> {
  ok: true;
  data: Data;
  error?: never;
}

interface Failure<Status, Body> extends ResultBase<Status> {
  ok: false;
  data?: never;
  error: Body;
}

interface ResultBase<Status> {
  /** The status of `response`. */
  status: Status;
  response: Response;
  /** The operation of this result, which `expectOk` needs for its error. */
  readonly call: Call;
}

/** Bodies of `default` and of ranges such as `4XX`. */
type OtherBody<Responses> =
  Exclude<keyof Responses, number | `2${string}`> extends infer Key extends keyof Responses
    ? [Key] extends [never]
      ? undefined
      : BodyOf<Responses[Key]> | undefined
    : never;

type BodyOf<R> = R extends { content: infer Content } ? Content[keyof Content] : undefined;

type Parsed<T, As extends ParseAs> = As extends 'json'
  ? T
  : Awaited<As extends 'stream' ? Response['body'] : ReturnType<Response[Exclude<As, 'stream'>]>>;

/**
 * The final statuses of IANA's registry, and 520 to 526, which a large proxy has made common. Other numbers are
 * possible; in a `switch` they reach `default`, like undocumented statuses.
 */
// prettier-ignore
export type HttpStatus =
  | 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226
  | 300 | 301 | 302 | 303 | 304 | 305 | 307 | 308
  | 400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417
  | 421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451
  | 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 511
  | 520 | 521 | 522 | 523 | 524 | 525 | 526;
