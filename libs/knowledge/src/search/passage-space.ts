/** Grows when passages are split, worded or embedded in another way: those of before are made again. */
const passageVersion = 3;

/** The space that passages are stored in: the encoder's, and how passages are made. */
export const passageSpace = (encoderSpace: string): string => `${encoderSpace}/${passageVersion}`;

/** The encoder that a space belongs to, of models.json. */
export const encoderOfSpace = (space: string): string => space.split('@')[0] ?? space;
