/** The list of what OpenAPI 3.0 cannot say, kept while a document is converted and published with it. */

export interface Loss {
  /** JSON Pointer into the 3.1 document, to the object that had the keyword. */
  pointer: string;
  keyword: string;
  /** What the 3.0 document says instead. */
  reason: string;
  /** Accepts less than the exact document does here. Everywhere else it accepts as much, or more. */
  narrower?: true;
}

export class Losses {
  readonly list: Loss[] = [];

  add(pointer: string, keyword: string, reason: string): void {
    this.list.push({ pointer, keyword, reason });
  }

  addNarrower(pointer: string, keyword: string, reason: string): void {
    this.list.push({ pointer, keyword, reason, narrower: true });
  }
}
