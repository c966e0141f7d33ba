import { createHash } from 'node:crypto';

/** A readable address for an article that stays its own: words of the title, and a hash of what it is known by. */
export function slugOf(title: string, identity: string): string {
  const words = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .match(/[\p{L}\p{N}]+/gu);
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 10);
  return [...(words ?? []).slice(0, 8), hash].join('-').slice(-100).replace(/^-+/, '');
}
