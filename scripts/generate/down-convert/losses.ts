/**
 * The list of what OpenAPI 3.0 cannot express. It is collected during the conversion and published with the document.
 */

export interface Loss {
  /** JSON Pointer into the 3.1 document, to the object with the keyword. */
  pointer: string;
  keyword: string;
  /** What the 3.0 document has instead. */
  reason: string;
  /** Accepts less than the exact document here. Everywhere else it accepts as much, or more. */
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
