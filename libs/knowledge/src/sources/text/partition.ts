import type { ReadDocument } from '../reader';

/** About so many characters a document: what is embedded, shown and taken up again after a stop as one. */
const partCharacters = 40_000;

/** Cuts a long document at its headings (at paragraphs where it has none); the parts keep their keys as long as it does. */
export function partition(document: ReadDocument): ReadDocument[] {
  if (document.markdown.length <= partCharacters) return [document];
  const parts: string[] = [];
  let part = '';
  for (const block of document.markdown.split(/\n(?=#{1,3} )/).flatMap(inParagraphs)) {
    if (part !== '' && part.length + block.length > partCharacters) {
      parts.push(part);
      part = '';
    }
    part += (part === '' ? '' : '\n\n') + block.trim();
  }
  parts.push(part);
  return parts.map((markdown, index) => ({
    ...document,
    key: `${document.key}#part=${index + 1}`,
    title: index === 0 ? document.title : `${document.title} (${index + 1})`,
    markdown,
  }));
}

function inParagraphs(section: string): string[] {
  if (section.length <= partCharacters) return [section];
  return section
    .split(/\n{2,}/)
    .flatMap((paragraph) => paragraph.match(new RegExp(`[^]{1,${partCharacters}}`, 'g')) ?? []);
}
