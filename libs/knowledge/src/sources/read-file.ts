import { readDocx } from './docx/read-docx';
import { readHtml } from './html/read-html';
import { readMarkdown } from './markdown/read-markdown';
import { readPdf } from './pdf/read-pdf';
import { type ReadDocument, type Reader, type SourceFile, UnreadableError } from './reader';
import { readTable } from './table/read-table';
import { partition } from './text/partition';

const readers: [reader: Reader, names: RegExp, mediaTypes: RegExp][] = [
  [readPdf, /\.pdf$/i, /^application\/pdf$/],
  [readDocx, /\.docx$/i, /^application\/vnd\.openxmlformats-officedocument\.wordprocessingml/],
  [readTable, /\.(csv|tsv)$/i, /^text\/(csv|tab-separated-values)$/],
  [readHtml, /\.x?html?$/i, /^(text\/html|application\/xhtml\+xml)$/],
  [readMarkdown, /\.(md|markdown|mdx|txt|text)$/i, /^text\/(markdown|plain)$/],
];

/** The reader for a file: by what its sender says it is, else by its name. Null when nobody here reads it. */
export function readerFor({ name, mediaType }: Pick<SourceFile, 'name' | 'mediaType'>): Reader | null {
  const type = mediaType.toLowerCase();
  const found = readers.find(([, , types]) => types.test(type)) ?? readers.find(([, names]) => names.test(name));
  return found?.[0] ?? null;
}

/** A file's documents, long ones in parts. Throws UnreadableError. */
export async function readFile(file: SourceFile): Promise<ReadDocument[]> {
  const reader = readerFor(file);
  if (reader === null) throw new UnreadableError('unsupported', file.mediaType || file.name);
  return (await reader(file)).flatMap(partition);
}
