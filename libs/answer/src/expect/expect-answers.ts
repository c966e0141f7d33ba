import type { ExpectedAnswers, Understanding } from '@switchboard/contracts';
import type { FoundPassage } from '@switchboard/knowledge';
import { expectIntent, intentEvidence } from './expect-intent';
import { expectPassages } from './expect-passages';
import { logit, sigmoid } from './logistic';
import { weights } from './weights';

export interface AnswerEvidence {
  understanding: Pick<Understanding, 'intents' | 'outOfScope'>;
  passages: readonly Pick<FoundPassage, 'documentId' | 'score' | 'signals'>[];
  /** The documents that each intent's own answer rests on. */
  curated: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * How likely each specialist is to answer this message, on one scale. Where the best passage stands in a document of
 * the intent's own answer, both are sent together and either may answer; where it stands elsewhere, one speaks against
 * the other. Pure.
 */
export function expectAnswers({ understanding, passages, curated }: AnswerEvidence): ExpectedAnswers {
  const best = understanding.intents[0];
  const documents = curated.get(best?.intent ?? '');
  const intent = expectIntent(understanding);
  const known = best === undefined ? null : { probability: intent, documents: documents ?? new Set<string>() };
  const quoted = expectPassages(passages, known);
  if (documents === undefined) return { intent, curated: 0, passages: quoted };
  const w = weights.curated;
  const found = passages[0];
  const beside = found === undefined ? 0 : documents.has(found.documentId) ? w.together : w.elsewhere * logit(quoted);
  return { intent, curated: sigmoid(intentEvidence(understanding, w) + beside), passages: quoted };
}
