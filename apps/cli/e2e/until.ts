/** Reads until it is so; the test's own time limit ends a wait that never does. */
export async function until<T>(read: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isSo(value)) return value;
    await new Promise((later) => setTimeout(later, 250));
  }
}
