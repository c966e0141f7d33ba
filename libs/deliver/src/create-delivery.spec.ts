import type { Delivery } from '@switchboard/conversations';
import { createDelivery } from './create-delivery';

const delivery = (outboxId: string) => ({ outboxId }) as Delivery;

function outbox(left: Delivery[][] = []) {
  const acknowledged: string[][] = [];
  const published: string[] = [];
  const errors: unknown[] = [];
  const store = {
    acknowledgeDeliveries: async (ids: string[]) => void acknowledged.push(ids),
    claimDeliveries: async () => left.shift() ?? [],
  };
  const deps = {
    store,
    publish: (item: Delivery) => void published.push(item.outboxId),
    onError: (error: unknown) => void errors.push(error),
  };
  return { deps, store, acknowledged, published, errors };
}

describe('delivery', () => {
  it('publishes in order at once and acknowledges together', async () => {
    const { deps, published, acknowledged } = outbox();
    const service = createDelivery(deps);
    service.deliver([delivery('1'), delivery('2')]);
    service.deliver([delivery('3')]);
    expect(published).toEqual(['1', '2', '3']);
    expect(acknowledged).toEqual([]);
    await service.stop();
    expect(acknowledged).toEqual([['1', '2', '3']]);
  });

  it('publishes what another process left behind, page after page', async () => {
    const page = Array.from({ length: 100 }, (_, index) => delivery(`a${index}`));
    const { deps, published, acknowledged } = outbox([page, [delivery('b')]]);
    const service = createDelivery(deps);
    await service.sweep(true);
    await service.stop();
    expect(published).toHaveLength(101);
    expect(acknowledged.flat()).toHaveLength(101);
  });

  it('reports a lost acknowledgement and goes on', async () => {
    const { deps, store, errors, published } = outbox();
    store.acknowledgeDeliveries = async () => {
      throw new Error('database gone');
    };
    const service = createDelivery(deps);
    service.deliver([delivery('1')]);
    await service.stop();
    service.deliver([delivery('2')]);
    await service.stop();
    expect(published).toEqual(['1', '2']);
    expect(errors).toHaveLength(2);
  });
});
