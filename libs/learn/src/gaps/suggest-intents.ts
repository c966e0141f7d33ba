import type { Suggestion } from '@switchboard/contracts';

/** A message that nobody answered, with its unit-length embedding. */
export interface UnansweredMessage {
  conversationId: string;
  messageSeq: number;
  text: string;
  at: string;
  embedding: Float32Array;
}

/** Cosine with a group's centre above which a message says about the same; measured in docs/benchmarks.md, "Gaps". */
const closeEnough = 0.55;
const smallestGroup = 2;
const groupsShown = 20;
const messagesShown = 50;

/**
 * Groups messages that say about the same, the largest group first: intents that are missing. Each message joins the
 * nearest centre (leader clustering), then all are assigned once more to the centres that came of it.
 */
export function suggestIntents(messages: readonly UnansweredMessage[]): Suggestion[] {
  const centres = assign(
    messages,
    assign(messages, []).map(({ centre }) => centre),
  );
  return centres
    .filter(({ members }) => members.length >= smallestGroup)
    .sort((a, b) => b.members.length - a.members.length)
    .slice(0, groupsShown)
    .map(({ members }) => ({
      name: nameOf(members),
      messages: members.slice(0, messagesShown).map(({ embedding: _, ...message }) => message),
    }));
}

interface Group {
  centre: Float32Array;
  members: UnansweredMessage[];
}

function assign(messages: readonly UnansweredMessage[], seeds: readonly Float32Array[]): Group[] {
  const groups: Group[] = seeds.map((centre) => ({ centre, members: [] }));
  for (const message of messages) {
    let [best, score] = [-1, closeEnough];
    groups.forEach(({ centre }, index) => {
      const cosine = dot(centre, message.embedding) / (norm(centre) || 1);
      if (cosine > score) [best, score] = [index, cosine];
    });
    const group = groups[best];
    if (group === undefined) groups.push({ centre: message.embedding.slice(), members: [message] });
    else {
      group.members.push(message);
      // Seeds stay where they are: what comes later must not pull them away from what is theirs.
      if (best >= seeds.length)
        message.embedding.forEach((value, index) => (group.centre[index] = (group.centre[index] ?? 0) + value));
    }
  }
  return groups;
}

/** The words that most of a group's messages share, as an intent is written. */
function nameOf(members: readonly UnansweredMessage[]): string {
  const counts = new Map<string, number>();
  for (const { text } of members)
    for (const word of new Set(text.toLowerCase().match(/\p{L}{3,}/gu) ?? []))
      if (!plainWords.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 2);
  return words.length === 0 ? 'new_intent' : words.map(([word]) => word).join('_');
}

const plainWords = new Set(
  'the and for you your are can how what when where does with that this have has not but any get will from was there please would could should about which they them our mine'.split(
    ' ',
  ),
);

const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
const norm = (a: Float32Array): number => Math.sqrt(dot(a, a));
