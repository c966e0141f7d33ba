import type { Keep } from './keep';

export interface OutboxItem {
  clientId: string;
  text: string;
  /** Set when the desk refused it for good. */
  refused?: string;
}

/** Messages that the desk has not acknowledged, in order; they survive a reload and keep their client id. */
export interface Outbox {
  items(): readonly OutboxItem[];
  add(text: string): OutboxItem;
  remove(clientId: string): void;
  refuse(clientId: string, reason: string): void;
}

const name = 'outbox';

export function createOutbox(keep: Keep, newId: () => string = () => crypto.randomUUID()): Outbox {
  let items: OutboxItem[] = restore(keep.read(name));
  const save = (next: OutboxItem[]): void => {
    items = next;
    if (next.length === 0) keep.remove(name);
    else keep.write(name, JSON.stringify(next));
  };
  return {
    items: () => items,
    add(text) {
      const item = { clientId: newId(), text };
      save([...items, item]);
      return item;
    },
    remove: (clientId) => save(items.filter((item) => item.clientId !== clientId)),
    refuse: (clientId, reason) =>
      save(items.map((item) => (item.clientId === clientId ? { ...item, refused: reason } : item))),
  };
}

function restore(text: string | null): OutboxItem[] {
  try {
    const items: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(items)
      ? items.filter((item): item is OutboxItem => typeof item?.clientId === 'string' && typeof item?.text === 'string')
      : [];
  } catch {
    return [];
  }
}
