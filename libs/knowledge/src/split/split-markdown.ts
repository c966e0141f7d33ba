import { splitSentences } from './split-sentences';

export interface Section {
  /** The headings above the text, joined; empty before the first one. */
  heading: string;
  text: string;
  /** What may be quoted on its own; table rows may not. */
  sentences: string[];
}

/** About so many characters a passage: what the encoder reads whole. */
const passageCharacters = 900;

/**
 * Splits an article by its structure: headings are kept with their text, lists and tables stay whole. A paragraph is
 * divided only where it alone is longer than a passage, between sentences: the encoder would not read its end.
 */
export function splitMarkdown(markdown: string): Section[] {
  const sections: Section[] = [];
  let heading = '';
  let blocks: string[] = [];
  const close = (): void => {
    if (blocks.length > 0) sections.push(toSection(heading, blocks));
    blocks = [];
  };
  for (const block of markdown.replace(/\r\n/g, '\n').split(/\n{2,}/)) {
    const lines = block.trim().split('\n');
    const title = /^#{1,6}\s+(.+)$/.exec(lines[0] ?? '');
    if (title !== null) {
      close();
      heading = plain(title[1] ?? '');
      lines.shift();
    }
    const text = lines.join('\n').trim();
    if (text === '') continue;
    if (blocks.length > 0 && blocks.join('\n\n').length + text.length > passageCharacters) close();
    const [first = '', ...rest] = isStructured(lines) ? [text] : divide(text);
    blocks.push(first);
    for (const part of rest) {
      close();
      blocks.push(part);
    }
  }
  close();
  return sections;
}

const isStructured = (lines: readonly string[]): boolean =>
  lines.some((line) => /^\s*(?:\||[-*+]\s|\d+[.)]\s|```)/.test(line));

/** A long paragraph in parts of about equal length, none longer than a passage where its sentences allow that. */
function divide(paragraph: string): string[] {
  const parts = Math.ceil(paragraph.length / passageCharacters);
  if (parts === 1) return [paragraph];
  const most = paragraph.length / parts;
  const divided: string[] = [];
  let part = '';
  for (const sentence of paragraph.split('\n').flatMap(splitSentences)) {
    if (part !== '' && part.length + sentence.length / 2 > most) {
      divided.push(part);
      part = '';
    }
    part = part === '' ? sentence : `${part} ${sentence}`;
  }
  return part === '' ? divided : [...divided, part];
}

function toSection(heading: string, blocks: readonly string[]): Section {
  return { heading, text: plain(blocks.join('\n\n')), sentences: blocks.flatMap(sentencesOf) };
}

function sentencesOf(block: string): string[] {
  const lines = block.split('\n');
  if (lines.every((line) => line.trimStart().startsWith('|'))) return [];
  const items = lines.filter((line) => /^\s*(?:[-*+]|\d+[.)])\s+/.test(line));
  if (items.length === 0) return splitSentences(plain(lines.join(' ')));
  // A lead-in such as "Bring with you:" says nothing without its list.
  return items.flatMap((line) => splitSentences(plain(line.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, ''))));
}

/** Markdown without its marks. */
function plain(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`)/g, '')
    .replace(/(^|\s)[*_](\S[^*_]*\S|\S)[*_](?=\s|[.,;:!?]|$)/g, '$1$2')
    .trim();
}
