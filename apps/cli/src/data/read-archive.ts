import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type ArchiveEntry, BadArchiveError, archiveEntrySchema } from '@switchboard/db';

/** A line is at most a file that somebody brought, written in hexadecimal. */
const longestLine = 256 * 1024 * 1024;

/** The entries of an archive, a line in memory at a time. Throws BadArchiveError naming the line. */
export async function* readArchive(file: string): AsyncGenerator<ArchiveEntry> {
  let number = 0;
  for await (const line of readLines(file)) {
    number++;
    const entry = archiveEntrySchema.safeParse(parseLine(line, file, number));
    if (!entry.success) {
      const { path, message } = entry.error.issues[0] ?? { path: [], message: 'is no entry' };
      throw new BadArchiveError(`${file}:${number}: ${[...path.map(String), message].join(' ')}`);
    }
    yield entry.data;
  }
}

async function* readLines(file: string): AsyncGenerator<string> {
  // What goes wrong in the file ends the reading of what is unpacked.
  const unpacked = pipeline(createReadStream(file), createGunzip(), () => undefined);
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  let length = 0;
  try {
    for await (const chunk of unpacked) {
      const lines = decoder.write(chunk as Buffer).split('\n');
      for (const [index, text] of lines.entries()) {
        parts.push(text);
        length += text.length;
        if (length > longestLine) throw new BadArchiveError(`${file}: a line is longer than any archive’s`);
        if (index === lines.length - 1) break;
        yield parts.join('');
        [parts, length] = [[], 0];
      }
    }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new BadArchiveError(`there is no file ${file}`, { cause: error });
    if (code === 'Z_BUF_ERROR') throw new BadArchiveError(`${file} ends too early: it was cut off`, { cause: error });
    if (code.startsWith('Z_')) throw new BadArchiveError(`${file} is no archive: ${message}`, { cause: error });
    throw error;
  }
  if (length > 0) throw new BadArchiveError(`${file} ends in the middle of a line`);
}

function parseLine(line: string, file: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new BadArchiveError(`${file}:${number}: is not JSON`, { cause: error });
  }
}
