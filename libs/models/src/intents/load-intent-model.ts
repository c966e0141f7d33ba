import { openTextRunner } from '../encoder/open-text-runner';
import { readIntentArtifact } from './intent-artifact';
import type { IntentModel } from './intent-model';
import { logSoftmax } from './numbers';
import { openIntentHead } from './open-intent-head';
import { outOfScopeScore, poolHeads } from './pool-heads';

/**
 * Opens an artifact for scoring: about half a millisecond a message, and an encoder's run more if it has a fine-tuned
 * one, which works in a thread of its own. Throws ArtifactCorruptError naming what is wrong.
 */
export async function loadIntentModel(folder: string): Promise<IntentModel> {
  const { hash, card, weights, tuned } = readIntentArtifact(folder);
  const head = await openIntentHead(weights);
  const runner = tuned === null ? null : await openTextRunner({ ...tuned, outputs: ['logits'], threads: 1 });
  return {
    hash,
    card,
    async score(message) {
      const [[scores], logits] = await Promise.all([
        head.score([message]),
        runner?.run([tuned?.prefix + message.text]),
      ]);
      if (scores === undefined) throw new Error('a message has scores');
      const own = logits?.[0];
      const heads = own === undefined ? scores : { ...scores, tuned: logSoftmax(own) };
      return {
        probabilities: poolHeads(heads, card.pool),
        outOfScopeScore: outOfScopeScore(scores.signals, card.outOfScope),
        likeness: scores.likeness.map((value) => (value - card.likeness.mean) / card.likeness.deviation),
        unfamiliar: scores.unfamiliar,
      };
    },
    async close() {
      await Promise.all([head.close(), runner?.close()]);
    },
  };
}
