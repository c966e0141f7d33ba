/** The encoder that a desk serves with, of models.json. */
export const defaultEncoder = 'all-MiniLM-L6-v2';
