/** Checks that values which the document only shows masked never come back whole, in a success or a refusal. */
import type { ReceivedResponse } from '../../openapi/exchange.js';
import type { Echo } from './echo.js';
import { nameOf, type Scalar } from './leaves.js';

/** Shorter values may occur by chance. */
const shortest = 7;
/** As many as one run sends; later ones are not looked for. */
const most = 500;

export class MaskedValues {
  readonly #names: ReadonlySet<string>;
  /** Numbers by their digits, as they may be grouped in another way. */
  readonly #numbers = new Set<string>();
  readonly #texts = new Set<string>();

  constructor(echoes: readonly Echo[]) {
    this.#names = new Set(echoes.filter(({ mask }) => mask).map(({ from }) => nameOf(from)));
  }

  /** @returns a sentence for a value that is shown whole */
  shownIn(sent: ReadonlyMap<string, Scalar>, { headers, body }: ReceivedResponse): string[] {
    if (this.#names.size === 0) return [];
    for (const [place, value] of sent) {
      if (this.#names.has(nameOf(place)) && typeof value === 'string' && value.length >= shortest)
        this.#remember(value);
    }
    if (this.#numbers.size + this.#texts.size === 0) return [];
    const text = `${JSON.stringify(headers)}\n${body.toString()}`;
    const numbers = text.replaceAll(/(?<=\d)[-\s](?=\d)/g, '').match(/\d{8,}/g) ?? [];
    const isShown =
      numbers.some((number) => this.#numbers.has(number)) || [...this.#texts].some((value) => text.includes(value));
    return isShown ? ['shows a value whole that the document only shows masked'] : [];
  }

  #remember(value: string): void {
    const digits = value.replaceAll(/[-\s]/g, '');
    const values = /^\d{8,}$/.test(digits) ? this.#numbers : this.#texts;
    if (values.size < most) values.add(values === this.#numbers ? digits : value);
  }
}
