/** The core's types with Sila's state and settings, and the document's types by operation. */
import type { operations } from '../../../generated/sila/types.js';
import type { Call, Context, Handler } from '../core/handler.js';
import type { SilaSettings } from './settings.js';
import type { SilaState } from './state.js';

export type SilaContext = Context<SilaState, SilaSettings>;
export type SilaCall = Call<SilaState, SilaSettings>;
export type SilaHandler = Handler<SilaState, SilaSettings>;

/** The JSON body of the operation's request. */
export type Body<Id extends keyof operations> = operations[Id] extends {
  requestBody: { content: { 'application/json': infer Json } };
}
  ? Json
  : never;

/** The JSON body of the operation's response. */
export type ResponseBody<
  Id extends keyof operations,
  Status extends keyof operations[Id]['responses'],
> = operations[Id]['responses'][Status] extends { content: { 'application/json': infer Json } } ? Json : never;
