import { createMeter } from './create-meter';
import { planTraining } from './plan-training';

describe('createMeter', () => {
  it('counts time over all phases', () => {
    const meter = createMeter([
      { stage: 'embed', cost: 100 },
      { stage: 'choose', cost: 300 },
      { stage: 'fit', cost: 600 },
    ]);
    expect(meter.read(0.5)).toEqual({ stage: 'embed', done: 50, total: 1_000 });
    expect(meter.next()).toEqual({ stage: 'choose', done: 100, total: 1_000 });
    expect(meter.read(0.5).done).toBe(250);
    // What says that it is less far than before is not believed.
    expect(meter.read(0.1).done).toBe(250);
    expect(meter.next()).toEqual({ stage: 'fit', done: 400, total: 1_000 });
    expect(meter.read(7).done).toBe(1_000);
    expect(meter.next()).toEqual({ stage: 'fit', done: 1_000, total: 1_000 });
  });
});

describe('planTraining', () => {
  const plan = {
    rows: 800,
    labels: 77,
    recipe: { members: 4, epochs: 30 },
    trials: 0,
    folds: [640, 640, 640, 640, 640],
    parts: 5,
    partRows: 3_000,
    tunedEpochs: 0,
  };
  const shareOf = (phases: ReturnType<typeof planTraining>, stage: string): number => {
    const sum = (all: typeof phases): number => all.reduce((total, { cost }) => total + cost, 0);
    return sum(phases.filter((phase) => phase.stage === stage)) / sum(phases);
  };

  it('gives few rows most of their time to the tries on held-out rows, and fine-tuning nearly all', () => {
    expect(shareOf(planTraining(plan), 'choose')).toBeGreaterThan(0.7);
    expect(shareOf(planTraining({ ...plan, tunedEpochs: 10 }), 'fine-tune')).toBeGreaterThan(0.7);
  });

  it('has a phase for every try', () => {
    const stages = planTraining({ ...plan, trials: 3, tunedEpochs: 5 }).map(({ stage }) => stage);
    const choose = Array.from({ length: 10 }, () => 'choose');
    expect(stages).toEqual(['embed', 'tune', 'tune', 'tune', ...choose, 'fine-tune', 'fit', 'fine-tune']);
  });
});
