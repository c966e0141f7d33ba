import { ChatModelError, type WaitOptions } from '../chat-model';

interface Waiting {
  enter(): void;
  onPlace: WaitOptions['onPlace'];
}

/**
 * Lets one through at a time, in order of arrival. Who waits hears its place: how many are served before it, and one.
 * Throws ChatModelError when `mostWaiting` wait already; an abort rejects with its reason and moves the others up.
 */
export function createTurnstile(mostWaiting = 16) {
  const waiting: Waiting[] = [];
  let taken = false;

  const tellPlaces = (): void => waiting.forEach(({ onPlace }, index) => onPlace?.(index + 2));
  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) taken = false;
    else next.enter();
    tellPlaces();
  }
  const once = (): (() => void) => {
    let left = false;
    return () => {
      if (!left) leave();
      left = true;
    };
  };

  return {
    /** Resolves when it is one's turn, with the function that ends the turn. */
    async enter({ signal, onPlace }: WaitOptions): Promise<() => void> {
      signal.throwIfAborted();
      if (!taken) {
        taken = true;
        return once();
      }
      if (waiting.length >= mostWaiting) throw new ChatModelError(`${mostWaiting} others wait for the local model`);
      return new Promise((resolve, reject) => {
        const entry: Waiting = {
          onPlace,
          enter() {
            signal.removeEventListener('abort', giveUp);
            onPlace?.(1);
            resolve(once());
          },
        };
        const giveUp = (): void => {
          waiting.splice(waiting.indexOf(entry), 1);
          tellPlaces();
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', giveUp, { once: true });
        waiting.push(entry);
        onPlace?.(waiting.length + 1);
      });
    },
  };
}
