/** A real browser on a machine without one: headless Chromium from npm, its network cut at the resolver. */
import bundled from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

/** No name resolves but loopback's: what a page wants from elsewhere it does not get, even if nobody is watching. */
const offline = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

export async function launchOffline(): Promise<Browser> {
  return chromium.launch({
    executablePath: await bundled.executablePath(),
    // It is packed for a cloud function, where one process must do and closing a page may end it.
    args: [...bundled.args.filter((arg) => arg !== '--single-process'), offline],
    headless: true,
  });
}
