import { z } from 'zod';

/** Why something of a source cannot be used. Stable; the console has words for each in both languages. */
export const unreadableReasonSchema = z.enum([
  /** Nobody reads this kind of file; the detail names it. */
  'unsupported',
  'empty',
  'broken',
  /** Pictures of pages without text. */
  'scanned',
  'password',
  'too-many-pages',
  'too-many-rows',
  /** Unpacks to far more than it says or than anybody writes. */
  'bomb',
  'too-large',
  /** Took longer than it may. */
  'too-slow',
  /** The address or one it redirects to is not a public web address. */
  'address-refused',
  'unreachable',
  /** The detail is the status code. */
  'http-error',
  'too-many-redirects',
  /** The site's robots.txt asks not to. */
  'robots',
  /** The same article stands under another address. */
  'duplicate',
  /** The desk has no encoder to take it in with. */
  'no-encoder',
  /** Everything else; the detail says it. */
  'failed',
]);
export type UnreadableReason = z.infer<typeof unreadableReasonSchema>;
