/** What a visitor's browser remembers; in memory where the page may not store anything. */
export interface Keep {
  read(name: string): string | null;
  write(name: string, value: string): void;
  remove(name: string): void;
}

export function createKeep(prefix: string, open: () => Storage = () => window['localStorage']): Keep {
  const memory = new Map<string, string>();
  let storage: Storage | null = null;
  try {
    storage = open();
    storage.setItem(`${prefix}.probe`, '1');
    storage.removeItem(`${prefix}.probe`);
  } catch {
    storage = null;
  }
  const key = (name: string): string => `${prefix}.${name}`;
  return {
    read: (name) => (storage === null ? (memory.get(name) ?? null) : storage.getItem(key(name))),
    write(name, value) {
      memory.set(name, value);
      try {
        storage?.setItem(key(name), value);
      } catch {
        // A full storage: the copy in memory holds until the page goes.
      }
    },
    remove(name) {
      memory.delete(name);
      storage?.removeItem(key(name));
    },
  };
}
