import { expectPassages } from '@switchboard/answer';
import type { GapTopic, Policy } from '@switchboard/contracts';
import type { GapStore } from '@switchboard/conversations';
import { type Search, clusterQuestions } from '@switchboard/knowledge';
import type { Encoders } from '../../encoders/create-encoders';

export interface GapDeps {
  gaps: GapStore;
  search: Search;
  encoders: Pick<Encoders, 'of'>;
  readPolicy(workspaceId: string): Promise<Policy>;
}

const mostQuestions = 500;
const mostTopics = 50;
const examplesShown = 8;

/** Where knowledge is missing: questions without an answer, or with one that did not help, as topics. */
export function createListGaps({ gaps, search, encoders, readPolicy }: GapDeps) {
  return async (workspaceId: string, days: number): Promise<GapTopic[]> => {
    const questions = await gaps.listGapQuestions(workspaceId, { days, limit: mostQuestions });
    const encoder = await encoders.of(workspaceId);
    const vectors =
      encoder === null
        ? []
        : await encoder.embed(
            questions.map(({ text }) => text),
            { bulk: true },
          );
    // Without an encoder every question is a topic of its own.
    const groups = encoder === null ? questions.map((_, index) => [index]) : clusterQuestions(vectors);
    const { maximumRisk } = await readPolicy(workspaceId);
    const topics: GapTopic[] = [];
    for (const group of groups.slice(0, mostTopics)) {
      const typical = group[0] as number;
      const title = questions[typical]?.text ?? '';
      const asked = group.sort((a, b) => a - b).flatMap((index) => questions[index] ?? []);
      const badlyRated = asked.filter(({ kind }) => kind === 'badly-rated').length;
      const found = await search(workspaceId, {
        text: title,
        embedding: vectors[typical] ?? null,
        space: encoder?.space ?? null,
        limit: 2,
      });
      topics.push({
        title,
        count: asked.length,
        unanswered: asked.length - badlyRated,
        badlyRated,
        answeredNow: badlyRated === 0 && expectPassages(found, null) >= 1 - maximumRisk,
        examples: asked.slice(0, examplesShown),
      });
    }
    return topics.sort((a, b) => Number(a.answeredNow) - Number(b.answeredNow));
  };
}
