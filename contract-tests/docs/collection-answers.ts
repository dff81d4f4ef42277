/** What newman and Bruno's command need beside a collection, and what no collection can bring about. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==',
  'base64',
);

/** Answers that no request by itself brings about, by operation and example: it takes steps before, or files. */
export const needsSteps = new Set([
  'decideVerification pass',
  'decideVerification failWithReasons',
  'decideVerification askForData',
  'retryWebhook sentAgain',
  'sendStatusEvent kycInReview', // an integrator saw 201; the sandbox answers 200, as the page has it for every success
  'uploadDocuments twoDocuments', // names the hashes of two pictures that a collection cannot hold
]);

/** What a collection asks its reader to choose: `src` for Postman, a list of paths for Bruno. */
export function putFiles(collection: string, folder: string): void {
  for (const [, postman, bruno] of collection.matchAll(/"src":"([^"]+)"|"type":"file","value":\["([^"]+)"\]/g)) {
    writeFileSync(join(folder, postman ?? bruno!), picture);
  }
}
