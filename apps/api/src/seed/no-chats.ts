/** Specialists and people alone. */
export const noChats = { agent: [], suggestion: [], summary: [] };
