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

const inScope = Array.from({ length: 1_000 }, () => signalsAt(0.6 * random()));

describe('the out-of-scope score', () => {
  it('grows with every signal', async () => {
    const { weights } = await fitScopeStack(examples);
    expect(weights.every((weight) => weight >= 0)).toBe(true);
    expect(Math.max(...weights)).toBeGreaterThan(0);
  });

  it('keeps the share of in-scope messages that it was asked to keep', async () => {
    const stack = await fitScopeStack(examples);
    const scope = { ...stack, ...scopeLimits(stack, inScope, 0.95) };
    const kept = inScope.filter((signals) => outOfScopeScore(signals, scope) < scope.threshold).length;
    expect(kept / inScope.length).toBeCloseTo(0.95, 2);
    expect(scope.quantiles).toHaveLength(101);
  });

  it('weighs the margin and the nearest message where nothing from outside was seen', async () => {
    const { weights } = await fitScopeStack(examples.filter(({ outside }) => !outside));
    expect(signalNames.filter((_, i) => weights[i] !== 0)).toEqual(['margin', 'nearest']);
  });
});
