import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits; only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** For one sign-in, to be typed by a person: 72 random bits. */
export const newOneTimePassword = (): string => randomBytes(9).toString('base64url');

/** SHA-256 is enough for a token with 256 bits of its own. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
