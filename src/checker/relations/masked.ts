/** Checks that values which the document only shows masked never come back whole, in a success or a refusal. */
import type { ReceivedResponse } from '../../openapi/exchange.js';
import type { Echo } from './echo.js';
import { nameOf, type Scalar } from './leaves.js';

/** Shorter values may occur by chance. */
const shortest = 7;
/** As many as one run sends; the oldest are dropped. */
const most = 500;

export class MaskedValues {
  readonly #names: ReadonlySet<string>;
  readonly #sent = new Set<string>();

  constructor(echoes: readonly Echo[]) {
    this.#names = new Set(echoes.filter(({ mask }) => mask).map(({ from }) => nameOf(from)));
  }

  /** @returns a sentence for a value that is shown whole */
  shownIn(sent: ReadonlyMap<string, Scalar>, { headers, body }: ReceivedResponse): string[] {
    if (this.#names.size === 0) return [];
    for (const [place, value] of sent) {
      if (!this.#names.has(nameOf(place)) || typeof value !== 'string' || value.length < shortest) continue;
      if (this.#sent.size < most) this.#sent.add(value);
    }
    if (this.#sent.size === 0) return [];
    const text = `${JSON.stringify(headers)}\n${body.toString()}`;
    const bare = text.replaceAll(/(?<=\d)[-\s](?=\d)/g, '');
    const isShown = [...this.#sent].some((value) => text.includes(value) || holdsNumber(bare, value));
    return isShown ? ['shows a value whole that the document only shows masked'] : [];
  }
}

function holdsNumber(bare: string, value: string): boolean {
  const digits = value.replaceAll(/[-\s]/g, '');
  return /^\d{8,}$/.test(digits) && bare.includes(digits) && new RegExp(`(?<!\\d)${digits}(?!\\d)`).test(bare);
}
