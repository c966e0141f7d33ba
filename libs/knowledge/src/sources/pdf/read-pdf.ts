import { getDocumentProxy } from 'unpdf';
import { nameWithoutExtension } from '../markdown/read-markdown';
import { type Reader, UnreadableError } from '../reader';
import { languageOf } from '../text/language-of';
import { type PageItem, pageMarkdown } from './page-markdown';

const mostPages = 3_000;
/** Fewer letters a page than this, on average, and the pages are pictures. */
const lettersOfText = 15;

/** The text of a PDF, page by page under "Page 3" headings. A scanned one says so. */
export const readPdf: Reader = async ({ name, bytes, url }) => {
  // The parser takes the bytes for itself.
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false }).catch(
    (error: Error) => {
      const isLocked = error.name === 'PasswordException';
      throw new UnreadableError(isLocked ? 'password' : 'broken', '', { cause: error });
    },
  );
  try {
    if (pdf.numPages > mostPages) throw new UnreadableError('too-many-pages', String(mostPages));
    const pages: string[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(pageMarkdown(items.filter((item) => 'str' in item) as PageItem[]));
      page.cleanup();
    }
    const letters = pages.join('').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
    if (letters < lettersOfText * pdf.numPages) throw new UnreadableError('scanned');
    const markdown = pages
      .map((text, index) => (text === '' ? '' : `## Page ${index + 1}\n\n${text}`))
      .filter((text) => text !== '')
      .join('\n\n');
    const info = (await pdf.getMetadata().catch(() => null))?.info as { Title?: unknown } | undefined;
    const title =
      typeof info?.Title === 'string' && info.Title.trim() !== '' ? info.Title.trim() : nameWithoutExtension(name);
    return [{ key: url ?? name, url, title, markdown, language: languageOf(pages.join('\n')) }];
  } finally {
    await pdf.destroy();
  }
};
