import { findPii } from '@switchboard/understand';

/** A text with a placeholder for each piece of personal data that has a form of its own, and how many there were. */
export function hidePersonalData(text: string): { text: string; counts: Record<string, number> } {
  const counts: Record<string, number> = {};
  let hidden = '';
  let end = 0;
  // Web addresses are what a visitor asks about, and no secret.
  for (const span of findPii(text).filter(({ type }) => type !== 'DOMAIN_NAME')) {
    counts[span.type] = (counts[span.type] ?? 0) + 1;
    hidden += `${text.slice(end, span.start)}<${span.type}>`;
    end = span.end;
  }
  return { text: hidden + text.slice(end), counts };
}
