/** A page of the site, before VitePress makes HTML of it. */
export interface Page {
  /** Below the site's root, without an extension: `sila/operations/kyc`. */
  path: string;
  title: string;
  /** One sentence, for search engines and lists. */
  description: string;
  /** Markdown, with its heading. */
  body: string;
}
