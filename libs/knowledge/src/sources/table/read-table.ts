import { parse } from 'csv-parse/sync';
import { nameWithoutExtension } from '../markdown/read-markdown';
import { type ReadDocument, type Reader, UnreadableError } from '../reader';
import { decodeText } from '../text/decode-text';
import { languageOf } from '../text/language-of';

const mostRows = 20_000;
const roles = {
  question: /^(questions?|q|title|frage|faq|问题|标题|问)$/i,
  answer: /^(answers?|a|text|body|content|reply|antwort|回答|答案|内容|答)$/i,
  language: /^(language|lang|语言)$/i,
  url: /^(url|link|链接)$/i,
} as const;
type Roles = Record<keyof typeof roles, number>;

/** A sheet of questions and answers, an article a row; any other table gives an article a row with its columns named. */
export const readTable: Reader = async ({ name, charset, bytes, url }) => {
  const rows = parseRows(decodeText(bytes, charset));
  if (rows.length > mostRows + 1) throw new UnreadableError('too-many-rows', String(mostRows));
  const [header = [], ...rest] = rows;
  const columns = rolesOf(header);
  const hasHeader = columns.question >= 0 || columns.answer >= 0 || header.length > 2;
  const roleOf: Roles =
    columns.answer >= 0 ? columns : { ...columns, question: 0, answer: header.length === 2 ? 1 : -1 };
  const seen = new Map<string, number>();
  const documents: ReadDocument[] = [];
  for (const row of hasHeader ? rest : rows) {
    const title = row[Math.max(0, roleOf.question)]?.trim() ?? '';
    const markdown = roleOf.answer >= 0 ? (row[roleOf.answer]?.trim() ?? '') : columnsNamed(header, row);
    if (title === '' || markdown === '') continue;
    const times = (seen.get(title) ?? 0) + 1;
    seen.set(title, times);
    const key = `${url ?? name}#${title.slice(0, 200)}${times > 1 ? ` (${times})` : ''}`;
    const language = languageOf(`${title} ${markdown}`, row[roleOf.language] ?? null);
    documents.push({ key, url: linkOf(row[roleOf.url]) ?? url, title: title.slice(0, 300), markdown, language });
  }
  if (documents.length === 0) throw new UnreadableError('empty', nameWithoutExtension(name));
  return documents;
};

function parseRows(text: string): string[][] {
  const head = text.slice(0, 4_000);
  const [delimiter = ','] = [',', ';', '\t'].sort((a, b) => head.split(b).length - head.split(a).length);
  try {
    return parse(text, { delimiter, relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: true, bom: true });
  } catch (error) {
    throw new UnreadableError('broken', '', { cause: error });
  }
}

function rolesOf(header: readonly string[]): Roles {
  const at = (pattern: RegExp): number => header.findIndex((name) => pattern.test(name.trim()));
  return {
    question: at(roles.question),
    answer: at(roles.answer),
    language: at(roles.language),
    url: at(roles.url),
  };
}

const columnsNamed = (header: readonly string[], row: readonly string[]): string =>
  row
    .map((value, index) => [header[index]?.trim() || `Column ${index + 1}`, value.trim()] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `- ${name}: ${value}`)
    .join('\n');

function linkOf(value: string | undefined): string | null {
  return value !== undefined && /^https?:\/\/\S+$/i.test(value.trim()) ? value.trim() : null;
}
