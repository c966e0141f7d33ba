import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits; only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 is enough for a token with 256 bits of its own. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
