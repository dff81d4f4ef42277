/** A real browser on a machine without one: headless Chromium from npm, whose resolver blocks the network. */
import bundled from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

/** Only loopback names resolve, so that a page cannot load anything from other hosts. */
const offline = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

export async function launchOffline(): Promise<Browser> {
  return chromium.launch({
    executablePath: await bundled.executablePath(),
    // It is packaged for cloud functions, which allow one process, where closing a page may end it.
    args: [...bundled.args.filter((arg) => arg !== '--single-process'), offline],
    headless: true,
  });
}
