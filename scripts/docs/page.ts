/** A page of the site, before VitePress renders it. */
export interface Page {
  /** Relative to the site's root, without an extension: `sila/operations/kyc`. */
  path: string;
  title: string;
  /** One sentence, for search engines and lists. */
  description: string;
  /** Markdown with its heading. */
  body: string;
}
