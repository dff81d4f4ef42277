/**
 * The final statuses of IANA's registry, and 520 to 526, which a large proxy has made common. A number that is not among
 * them can still come; `switch` sends it to `default`, as it does those that a document does not have.
 */
// prettier-ignore
export type HttpStatus =
  | 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226
  | 300 | 301 | 302 | 303 | 304 | 305 | 307 | 308
  | 400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417
  | 421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451
  | 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 511
  | 520 | 521 | 522 | 523 | 524 | 525 | 526;
