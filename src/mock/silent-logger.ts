/** Prism logs each request, credentials and bodies included; a mock of a KYC provider had better not. */
import type { PrismHttpComponents } from '@stoplight/prism-http';

const ignore = () => undefined;

export const silentLogger = {
  trace: ignore,
  debug: ignore,
  info: ignore,
  success: ignore,
  warn: ignore,
  error: ignore,
  fatal: ignore,
  child: () => silentLogger,
} as unknown as PrismHttpComponents['logger'];
