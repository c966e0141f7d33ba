import { parse } from 'yaml';
import { type Reader, UnreadableError } from '../reader';
import { decodeText } from '../text/decode-text';
import { languageOf } from '../text/language-of';

/** Markdown and plain text: front matter's title and language, else the first heading, else the file's name. */
export const readMarkdown: Reader = async ({ name, charset, bytes, url }) => {
  const text = decodeText(bytes, charset).replace(/\r\n?/g, '\n').replaceAll('\0', '');
  const { matter, body } = splitFrontMatter(text);
  const heading = /^\s*#\s+(.+)\n?/.exec(body);
  const markdown = (heading === null ? body : body.slice(heading[0].length)).trim();
  if (markdown === '') throw new UnreadableError('empty');
  const title = matter.title ?? heading?.[1]?.trim() ?? nameWithoutExtension(name);
  return [{ key: url ?? name, url, title, markdown, language: languageOf(markdown, matter.language) }];
};

/** "return-policy.md" → "return policy". */
export const nameWithoutExtension = (name: string): string =>
  name
    .replace(/\.[^.]{1,8}$/, '')
    .replace(/[-_]+/g, ' ')
    .trim() || name;

function splitFrontMatter(text: string): { matter: { title: string | null; language: string | null }; body: string } {
  const match = /^---\n([^]{0,4000}?)\n---\n/.exec(text);
  const fields = match === null ? {} : parseFields(match[1] ?? '');
  const word = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);
  return {
    matter: { title: word(fields['title']), language: word(fields['language'] ?? fields['lang']) },
    body: match === null ? text : text.slice(match[0].length),
  };
}

function parseFields(yaml: string): Record<string, unknown> {
  try {
    const value: unknown = parse(yaml, { maxAliasCount: 0 });
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
