import { detect } from 'chardet';

const declared = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})/i;

/**
 * Bytes as text: by byte order mark, by what the sender or the page's own `meta` says, as UTF-8 where that is valid,
 * and by its letters' statistics at last. Never throws: a byte that means nothing becomes U+FFFD.
 */
export function decodeText(bytes: Uint8Array, charset: string | null = null): string {
  const mark = byteOrderMark(bytes);
  if (mark !== null) return new TextDecoder(mark).decode(bytes);
  const strict = asUtf8(bytes);
  const named = charset ?? declaredCharset(bytes);
  // A server that says "iso-8859-1" for everything is common; bytes that are valid UTF-8 beyond ASCII are UTF-8.
  if (strict !== null && !/utf-?16/i.test(named ?? '')) return strict;
  return (decodeAs(named, bytes) ?? decodeAs(detect(bytes), bytes) ?? decodeAs('windows-1252', bytes)) as string;
}

function byteOrderMark([a, b, c]: Uint8Array): string | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

function asUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function declaredCharset(bytes: Uint8Array): string | null {
  return declared.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 2_048)))?.[1] ?? null;
}

function decodeAs(charset: string | null, bytes: Uint8Array): string | null {
  if (charset === null) return null;
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return null;
  }
}
