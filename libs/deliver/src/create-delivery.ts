import type { ConversationStore, Delivery } from '@switchboard/conversations';

export interface DeliveryDeps {
  store: Pick<ConversationStore, 'acknowledgeDeliveries' | 'claimDeliveries'>;
  /** Hands a committed message to everybody who listens. Listeners drop what they have: a repeat does no harm. */
  publish(delivery: Delivery): void;
  onError(error: unknown): void;
}

export interface DeliveryOptions {
  /** How long acknowledgements are collected before they are written in one statement. */
  acknowledgeEveryMs?: number;
  /** How often deliveries that another process left behind are looked for. */
  sweepEveryMs?: number;
  leaseMs?: number;
}

/**
 * The way of a committed message to the sockets: published at once, acknowledged in the outbox afterwards. What a
 * killed process left unacknowledged is published by the sweep of another (transactional outbox, at least once).
 */
export function createDelivery(deps: DeliveryDeps, options: DeliveryOptions = {}) {
  const { acknowledgeEveryMs = 50, sweepEveryMs = 2_000, leaseMs = 5_000 } = options;
  let published: string[] = [];
  let acknowledging: NodeJS.Timeout | null = null;
  let sweeping: NodeJS.Timeout | null = null;

  async function acknowledge(): Promise<void> {
    if (acknowledging !== null) clearTimeout(acknowledging);
    acknowledging = null;
    const ids = published;
    published = [];
    if (ids.length === 0) return;
    // A lost acknowledgement is repaired by the sweep: the message is published once more and dropped by listeners.
    await deps.store.acknowledgeDeliveries(ids).catch(deps.onError);
  }

  function deliver(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) {
      deps.publish(delivery);
      published.push(delivery.outboxId);
    }
    if (published.length > 0) acknowledging ??= setTimeout(() => void acknowledge(), acknowledgeEveryMs);
  }

  async function sweep(everything = false): Promise<void> {
    for (;;) {
      const left = await deps.store.claimDeliveries({ limit: 100, leaseMs, everything });
      deliver(left);
      if (left.length < 100) return;
      await acknowledge();
    }
  }

  return {
    deliver,
    /** Publishes what is left in the outbox; `everything` when no other process can be alive. */
    sweep,
    start(): void {
      sweeping ??= setInterval(() => void sweep().catch(deps.onError), sweepEveryMs);
    },
    async stop(): Promise<void> {
      if (sweeping !== null) clearInterval(sweeping);
      sweeping = null;
      await acknowledge();
    },
  };
}

export type DeliveryService = ReturnType<typeof createDelivery>;
