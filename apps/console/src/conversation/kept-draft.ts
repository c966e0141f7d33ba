const storageName = (id: string): string => `switchboard.draft.${id}`;
const memory = new Map<string, string>();

/** What was written and not sent, by conversation; survives a switch and a reload of the page. */
export const keptDraft = {
  read(id: string): string {
    try {
      return sessionStorage.getItem(storageName(id)) ?? '';
    } catch {
      return memory.get(id) ?? '';
    }
  },
  write(id: string, text: string): void {
    memory.set(id, text);
    try {
      if (text === '') sessionStorage.removeItem(storageName(id));
      else sessionStorage.setItem(storageName(id), text);
    } catch {
      // Blocked storage: the copy in memory holds until the page is left.
    }
  },
};
