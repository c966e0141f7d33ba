import { type HtmlPage, parsePage } from '../html/read-html';
import { decodeText } from '../text/decode-text';
import { type ReadLimits, runInThread } from './run-in-thread';

/** A page of this size is parsed in fewer milliseconds than a thread takes to start. */
const smallBytes = 100_000;

/** Parses a web page, a large one in a thread of its own: nobody waits for it. Throws UnreadableError. */
export async function parseInThread(
  { bytes, charset }: { bytes: Uint8Array; charset: string | null },
  limits?: ReadLimits,
): Promise<HtmlPage> {
  if (bytes.length <= smallBytes) return parsePage(decodeText(bytes, charset));
  return runInThread({ kind: 'page', bytes, charset }, limits);
}
