/** The words of `{"say": "…` while it is still being written; nothing of any other JSON. */
export function saidSoFar(written: string): string {
  const begun = /^\s*(?:```(?:json)?\s*)?\{\s*"say"\s*:\s*"/.exec(written);
  if (begun === null) return '';
  const rest = written.slice(begun[0].length);
  const closed = /^(?:[^"\\]|\\.)*(?=")/s.exec(rest)?.[0];
  // An escape that has only begun waits for its end.
  const safe = closed ?? rest.replace(/\\(?:u[\da-f]{0,3})?$/i, '');
  try {
    return JSON.parse(`"${safe.replace(/\n/g, '\\n')}"`) as string;
  } catch {
    return '';
  }
}
