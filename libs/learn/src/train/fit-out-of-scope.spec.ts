import { outOfScopeScore, signalNames } from '@switchboard/models';
import { type ScopeExample, fitScopeStack, scopeLimits } from './fit-out-of-scope';
import { seededRandom } from './random';

const random = seededRandom(3);
/** Signals around a distance. */
const signalsAt = (distance: number): Float32Array =>
  Float32Array.from(signalNames, () => distance + 0.5 * (random() - 0.5));
const examples: ScopeExample[] = Array.from({ length: 400 }, (_, index) => ({
  signals: signalsAt(index % 4 === 0 ? 1 : 0),
  outside: index % 4 === 0,
  weight: 1,
}));

/** Messages of two intents, the second of which lies farther out. */
const inScope = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const label = index % 2;
    return {
      label,
      signals: signalsAt(0.6 * label),
      logProbabilities: Float32Array.of(label === 0 ? -0.1 : -2, label === 1 ? -0.1 : -2),
    };
  });

describe('the out-of-scope score', () => {
  it('grows with every signal', async () => {
    const { weights } = await fitScopeStack(examples);
    expect(weights.every((weight) => weight >= 0)).toBe(true);
    expect(Math.max(...weights)).toBeGreaterThan(0);
  });

  it('keeps the share of in-scope messages that it was asked to keep', async () => {
    const stack = await fitScopeStack(examples);
    const messages = inScope(1_000);
    const scope = { ...stack, ...scopeLimits(stack, messages, 0.95) };
    const kept = messages.filter((message) => outOfScopeScore(message, scope) < scope.threshold).length;
    expect(kept / messages.length).toBeCloseTo(0.95, 2);
    expect(scope.quantiles).toHaveLength(101);
  });

  it('refuses no more messages of an intent that lies far out than of the others', async () => {
    const stack = await fitScopeStack(examples);
    const messages = inScope(1_000);
    const scope = { ...stack, ...scopeLimits(stack, messages, 0.9) };
    const refused = (label: number): number =>
      messages.filter((message) => message.label === label && outOfScopeScore(message, scope) >= scope.threshold)
        .length;
    expect(refused(1)).toBeLessThan(2 * refused(0));
  });

  it('weighs the margin and the nearest message where nothing from outside was seen', async () => {
    const { weights } = await fitScopeStack(examples.filter(({ outside }) => !outside));
    expect(signalNames.filter((_, i) => weights[i] !== 0)).toEqual(['margin', 'nearest']);
  });
});
