import { z } from 'zod';
import { limits } from './limits';

export const idSchema = z.uuid();
export const seqSchema = z.number().int().nonnegative();

/** Made by the writer, unique in its conversation: a repeat returns the first result. */
export const clientIdSchema = z
  .string()
  .min(1)
  .max(limits.clientIdCharacters)
  .regex(/^[A-Za-z0-9_-]+$/, 'letters, digits, "-" and "_" only');

/** A message's text: NFC, no control characters but line breaks and tabs, not blank, bounded. */
export const messageTextSchema = z
  .string()
  .max(limits.messageCharacters)
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .trim(),
  )
  .pipe(z.string().min(1, 'the text is empty'));

/** Languages of the desk's own words. */
export const interfaceLanguageSchema = z.enum(['en', 'zh-CN']);
export type InterfaceLanguage = z.infer<typeof interfaceLanguageSchema>;

/** A workspace's name in addresses, as `data-workspace` of the widget has it. */
export const workspaceSlugSchema = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens, such as acme-uk');
