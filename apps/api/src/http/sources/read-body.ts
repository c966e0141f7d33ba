import type { IncomingMessage } from 'node:http';
import { ProblemError } from '../problem-error';

/** A request's body as it came. Throws `body-too-large`, and `bad-request` for an empty one. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new ProblemError('body-too-large', `a file may have ${mostBytes / 1024 / 1024} MB`);
    chunks.push(chunk);
  }
  if (size === 0) throw new ProblemError('bad-request', 'the file is empty');
  return Buffer.concat(chunks);
}
