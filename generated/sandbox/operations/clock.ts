// generated from spec/sandbox/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * Read the clock
 *
 * Tells what time the sandbox takes it to be, and whether its clock stands still.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `GET /clock`
 */
export const read = /* @__PURE__ */ operation('get', '/clock');

/**
 * Set, freeze or start the clock
 *
 * Sets the clock, to an instant or to what it says already, and has it stand still there or run on. What falls due by it happens at once. It may go back, which undoes nothing.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `POST /clock/set`
 */
export const set = /* @__PURE__ */ operation('post', '/clock/set');

/**
 * Let time pass
 *
 * Sets the clock forward. What falls due meanwhile happens at once, such as expiries; webhooks begin to be sent.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `POST /clock/advance`
 */
export const advance = /* @__PURE__ */ operation('post', '/clock/advance');
