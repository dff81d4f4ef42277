/** An operation of the document, as Prism reads it: references followed, one list of responses. */
import type { PrismHttpComponents } from '@stoplight/prism-http';

export type HttpOperation = Parameters<PrismHttpComponents['validateInput']>[0]['resource'];
