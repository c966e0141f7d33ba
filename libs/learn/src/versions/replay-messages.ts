import type { ChangedMessage, Replay } from '@switchboard/contracts';

/** A recent message and the intents that two models would have answered; null when the message goes on. */
export type ReplayedMessage = ChangedMessage;

const examplesKept = 30;

/** What would have changed: differing answers first, because they are what a visitor would notice. */
export function compareReadings(messages: readonly ReplayedMessage[]): Replay {
  const differently = messages.filter(
    ({ live, candidate }) => live !== null && candidate !== null && live !== candidate,
  );
  const newlyAnswered = messages.filter(({ live, candidate }) => live === null && candidate !== null);
  const noLongerAnswered = messages.filter(({ live, candidate }) => live !== null && candidate === null);
  return {
    messages: messages.length,
    differently: differently.length,
    newlyAnswered: newlyAnswered.length,
    noLongerAnswered: noLongerAnswered.length,
    examples: [...differently, ...noLongerAnswered, ...newlyAnswered].slice(0, examplesKept),
  };
}
