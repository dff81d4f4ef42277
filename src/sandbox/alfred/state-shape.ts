/** The shape of Alfred's stored state. */
import { earliest, latest } from '../core/clock.js';
import {
  bytes,
  collection,
  count,
  integer,
  list,
  mapOf,
  object,
  oneOf,
  rule,
  text,
  type StateShape,
} from '../core/shape.js';
import { documentTypes, type AlfredState, type AlfredUser } from './state.js';

type Session = AlfredState['sessions'][string];

export const stateShape: StateShape<AlfredState> = {
  sessions: collection(object<Session>({ type: oneOf('in', 'out'), openedAt: integer(earliest, latest) })),
  users: collection(
    object<AlfredUser>({
      number: count,
      username: text,
      details: mapOf(rule((value) => value !== undefined, 'must be JSON')),
      documents: list(oneOf(...documentTypes)),
    }),
    'number',
  ),
  numbers: collection(count),
  documents: collection(bytes),
  nextNumber: count,
};
