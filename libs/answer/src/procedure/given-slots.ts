/** Slots that are known before a procedure begins: the value, and the words of the visitor that it was read from. */
export type GivenSlots = Readonly<Record<string, { value: unknown; text: string }>>;
