import type { ReplySuggestion } from '@switchboard/contracts';

/** Sharing this much of their words, a reply is the suggestion with changes, whether it was taken or typed. */
const sameFrom = 0.6;

/** What a person made of a suggestion, from what they sent. */
export function compareSent(
  suggested: string,
  sent: string,
  { wasTaken }: { wasTaken: boolean },
): NonNullable<ReplySuggestion['outcome']> {
  const [before, after] = [plain(suggested), plain(sent)];
  if (before === after) return 'accepted';
  return wasTaken || overlap(before, after) >= sameFrom ? 'edited' : 'rejected';
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const pieces = (text: string): Set<string> => new Set(text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []);

/** Share of the words that two texts have in common (Jaccard). */
function overlap(a: string, b: string): number {
  const [one, other] = [pieces(a), pieces(b)];
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / Math.max(1, one.size + other.size - shared);
}
