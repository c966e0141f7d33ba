import type { ReadDocument, SourceFile } from '../reader';
import { type ReadLimits, runInThread } from './run-in-thread';

/** Reads a file in a thread of its own. Throws UnreadableError. */
export const readInThread = (file: SourceFile, limits?: ReadLimits): Promise<ReadDocument[]> =>
  runInThread({ kind: 'file', file }, limits);
