/** Filters stdout and stderr of the command, so that no text commands a CI system. */
import { isUtf8 } from 'node:buffer';
import { fstatSync, writeSync } from 'node:fs';
import { withoutMarkers } from '../http/ci-markers.js';

type Stream = Pick<NodeJS.WriteStream, 'write'> & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'emit'>> & { fd?: number };

type Write = (chunk: unknown, ...rest: unknown[]) => boolean;

const unguarded = new WeakMap<Stream, Write>();

/** Removes the markers of CI systems from all output, also that of libraries. */
export function guardOutput(streams: readonly Stream[] = [process.stdout, process.stderr]): void {
  for (const stream of streams) {
    if (unguarded.has(stream)) continue;
    const write = wholeWriter(stream) ?? (stream.write.bind(stream) as Write);
    unguarded.set(stream, write);
    if ('on' in stream) surviveClosing(stream as NodeJS.WriteStream);
    stream.write = (chunk: unknown, ...rest: unknown[]) => write(harmless(chunk), ...rest);
  }
}

/** Writes to a file until all is there or an error says why not: the streams of Node take a part for the whole. */
function wholeWriter(stream: Stream): Write | undefined {
  const { fd, isTTY } = stream;
  if (fd === undefined || isTTY) return undefined;
  const stats = fstatSync(fd);
  if (!stats.isFile() && !stats.isCharacterDevice()) return undefined;
  return (chunk, ...rest) => {
    try {
      let bytes = Buffer.from(chunk as string | Uint8Array);
      while (bytes.length > 0) bytes = bytes.subarray(writeSync(fd, bytes));
    } catch (error) {
      stream.emit?.('error', error);
    }
    const done = rest.find((one) => typeof one === 'function');
    if (done) process.nextTick(done as () => void);
    return true;
  };
}

/**
 * A reader such as `head` may close the pipe: the verb goes on and writes its files. A full disk ends it with a
 * sentence and exit code 2.
 */
function surviveClosing(stream: NodeJS.WriteStream): void {
  let isTold = false;
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (isTold || code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return;
    isTold = true;
    if (stream !== process.stderr) process.stderr.write(`kyc-contracts: the output cannot be written (${code})\n`);
    process.once('exit', () => (process.exitCode = 2));
  });
}

/** Prints only the first line of errors that libraries write, unless the user debugs. */
export function shortenErrors(output: Console = console): void {
  const write = output.error.bind(output);
  output.error = (...parts: unknown[]) =>
    write(...parts.map((part) => (part instanceof Error && !process.env.KYC_CONTRACTS_DEBUG ? firstLine(part) : part)));
}

const firstLine = (error: Error): string => error.message.split('\n', 1)[0]!;

/** Writes intended workflow commands; the caller has escaped their parts. */
export function writeCommands(stream: Stream, commands: readonly string[]): void {
  const write = unguarded.get(stream) ?? stream.write.bind(stream);
  for (const command of commands) write(`${command}\n`);
}

function harmless(chunk: unknown): unknown {
  if (typeof chunk === 'string') return withoutMarkers(chunk);
  if (chunk instanceof Uint8Array) {
    // Latin 1 keeps every byte of binary data.
    const encoding = isUtf8(chunk) ? 'utf8' : 'latin1';
    return Buffer.from(withoutMarkers(Buffer.from(chunk).toString(encoding)), encoding);
  }
  return chunk;
}

/**
 * Hides the password in a URL that the user typed, in its query or before its host. There it may contain "/", "#" or
 * quotes, so all up to the last "@" is removed.
 */
export const withoutPassword = (text: string): string =>
  text.replaceAll(/([?&]password=)[^\s&]*/gi, '$1…').replaceAll(/:\/\/?\S*@/g, '://…@');

/**
 * Whether to use colours, as Node decides it: NO_COLOR, FORCE_COLOR (which wins, also in a pipe), or else a terminal.
 */
export function wantsColour({ isTTY }: Pick<NodeJS.WriteStream, 'isTTY'>, environment = process.env): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: none } = environment;
  if (forced !== undefined) return !['0', 'false'].includes(forced);
  return !none && isTTY === true;
}
