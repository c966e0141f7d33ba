import { type SentenceCheck, sentencesWithBreaks } from '../check/sentence-check';

/**
 * Shows a text while it is being written, whole sentences only, each once it has passed the check; one that does not
 * pass is left out. The last sentence may still grow: it stays hidden.
 */
export function createSentenceStream(check: SentenceCheck, onText: (shown: string) => void) {
  let checked = 0;
  let shown = '';
  return {
    /** `text` is the whole text so far. */
    write(text: string): void {
      const whole = sentencesWithBreaks(text).slice(0, -1);
      const news = whole.slice(checked).filter((sentence) => check(sentence).length === 0);
      checked = whole.length;
      if (news.length === 0) return;
      shown += news.join('');
      onText(shown.trim());
    },
  };
}
