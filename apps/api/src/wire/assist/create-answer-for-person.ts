import { draftCurated, draftCuratedEach, draftPassage } from '@switchboard/answer';
import type { AnswerForPerson } from '@switchboard/assist';
import { replyLanguage } from '../answer/reply-language';
import type { SuggestionSteps } from '../wire-turn';

/** The answer steps of a suggestion: the company's own words, quotes, or the LLM agent on its route for suggestions. */
export function createAnswerForPerson({ readAnswers, runLlmAgent }: SuggestionSteps): AnswerForPerson {
  return async (decision, evidence, options) => {
    const { workspaceId } = evidence.context.turn;
    const spoken = { language: replyLanguage(evidence), procedures: [] };
    switch (decision.action) {
      case 'curated':
        return draftCurated(decision.intent, await readAnswers(workspaceId), spoken);
      case 'curated-each':
        return draftCuratedEach(decision.intents, await readAnswers(workspaceId), spoken);
      case 'passages': {
        const question = evidence.context.burst.map(({ text }) => text).join('\n');
        return draftPassage(question, evidence.embedding, evidence.passages);
      }
      case 'llm': {
        // A procedure is for the visitor, and what people decided on is told by the bot.
        const context = { ...evidence.context, approvals: { waiting: [], decided: [] } };
        const desk = { ...evidence.desk, procedures: [] };
        const draft = await runLlmAgent({ ...evidence, context, desk }, options);
        if (draft.kind === 'reply' || draft.kind === 'declined') return draft;
        return { kind: 'declined', reason: 'the model would give it to a person' };
      }
    }
  };
}
