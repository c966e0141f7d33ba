/** A run of text on a page, as PDF.js gives it. */
export interface PageItem {
  str: string;
  hasEOL: boolean;
  height: number;
  /** [a, b, c, d, x, y]; y grows upwards. */
  transform: number[];
}

interface Line {
  text: string;
  y: number;
  height: number;
}

/** A gap of so many line heights begins a paragraph. */
const paragraphGap = 1.6;
const bullet = /^[•▪●◦‣–]\s*/;

/** Runs of text as paragraphs: lines joined, words that were hyphenated at a line's end put together, bullets as lists. */
export function pageMarkdown(items: readonly PageItem[]): string {
  const paragraphs: string[] = [];
  let last: Line | null = null;
  for (const line of linesOf(items)) {
    const isNew =
      last === null ||
      bullet.test(line.text) ||
      Math.abs(last.y - line.y) > paragraphGap * Math.max(last.height, line.height, 1) ||
      Math.abs(last.height - line.height) > 0.15 * line.height;
    if (isNew) paragraphs.push(line.text.replace(bullet, '- '));
    else paragraphs.push(join(paragraphs.pop() ?? '', line.text));
    last = line;
  }
  return paragraphs
    .map((text) => text.replace(/^(#{1,6} )/, '\\$1'))
    .join('\n\n')
    .replace(/\n\n(?=- )/g, '\n');
}

function linesOf(items: readonly PageItem[]): Line[] {
  const lines: Line[] = [];
  let text = '';
  let at = { y: 0, height: 0 };
  const close = (): void => {
    if (text.trim() !== '') lines.push({ text: text.replace(/\s+/g, ' ').trim(), ...at });
    text = '';
  };
  for (const { str, hasEOL, height, transform } of items) {
    if (text === '') at = { y: transform[5] ?? 0, height };
    text += str;
    at.height = Math.max(at.height, height);
    if (hasEOL) close();
  }
  close();
  return lines;
}

const join = (before: string, line: string): string =>
  /\p{L}-$/u.test(before) && /^\p{Ll}/u.test(line)
    ? before.slice(0, -1) + line
    : /\p{Script=Han}$/u.test(before) && /^\p{Script=Han}/u.test(line)
      ? before + line
      : `${before} ${line}`;
