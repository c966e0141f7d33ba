import mammoth from 'mammoth';
import { htmlToMarkdown } from '../html/html-to-markdown';
import { nameWithoutExtension } from '../markdown/read-markdown';
import { type Reader, UnreadableError } from '../reader';
import { languageOf } from '../text/language-of';
import { checkArchive } from './check-archive';

/** A Word document: headings by their styles, lists, tables; pictures left out. */
export const readDocx: Reader = async ({ name, bytes, url }) => {
  const buffer = Buffer.from(bytes);
  await checkArchive(buffer);
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
  const { value: html } = await mammoth.convertToHtml({ buffer }, { convertImage }).catch((error: unknown) => {
    throw new UnreadableError('broken', '', { cause: error });
  });
  const whole = htmlToMarkdown(html);
  const heading = /^# (.+)\n?/.exec(whole);
  const markdown = (heading === null ? whole : whole.slice(heading[0].length)).trim();
  if (markdown === '') throw new UnreadableError('empty');
  const title = heading?.[1]?.trim() ?? nameWithoutExtension(name);
  return [{ key: url ?? name, url, title, markdown, language: languageOf(markdown) }];
};
