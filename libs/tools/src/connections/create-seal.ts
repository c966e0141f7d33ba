import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** A stored secret cannot be read with the key of this desk. */
export class SealBrokenError extends Error {
  readonly code = 'no-secret';
  constructor() {
    super('the stored secret cannot be read: was SECRETS_KEY changed? Save the connection again with its secret');
  }
}

/** Seals short secrets for the database: AES-256-GCM under a key made from `key` (RFC 5869). */
export function createSeal(key: string) {
  const derived = Buffer.from(hkdfSync('sha256', key, '', 'switchboard tool secrets', 32));
  return {
    seal(text: string): string {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', derived, iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
    },
    /** Throws SealBrokenError. */
    open(sealed: string): string {
      try {
        const bytes = Buffer.from(sealed, 'base64');
        const decipher = createDecipheriv('aes-256-gcm', derived, bytes.subarray(0, 12));
        decipher.setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      } catch {
        throw new SealBrokenError();
      }
    },
  };
}

export type Seal = ReturnType<typeof createSeal>;
