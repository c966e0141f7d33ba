/** Characters of a window: an order among others is a sentence or two. */
const windowSize = 240;
const longestWindow = 600;
/** A text is read up to here; what follows in a message is beyond the limit of messages, in a passage it is not quoted. */
const mostWindows = 48;

/** A text in windows of whole sentences, so that one order in a long text is not drowned by the rest. */
export function splitWindows(text: string): string[] {
  const windows: string[] = [];
  let current = '';
  for (const sentence of text.split(/(?<=[.!?。！？\n])\s*(?=\S)/)) {
    if (current !== '' && current.length + sentence.length > windowSize) {
      windows.push(current);
      current = '';
    }
    current = current === '' ? sentence : `${current} ${sentence}`;
  }
  if (current.trim() !== '') windows.push(current);
  return windows.slice(0, mostWindows).map((window) => window.trim().slice(0, longestWindow));
}
