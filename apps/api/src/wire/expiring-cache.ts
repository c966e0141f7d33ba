/** Keeps what `load` gave for a key for `ttlMs`; concurrent readers share one load, and a failed one is not kept. */
export function expiringCache<T>(ttlMs: number, load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const entries = new Map<string, { value: Promise<T>; until: number }>();
  return (key) => {
    const known = entries.get(key);
    if (known !== undefined && known.until > Date.now()) return known.value;
    const value = load(key);
    entries.set(key, { value, until: Date.now() + ttlMs });
    value.catch(() => entries.delete(key));
    return value;
  };
}
