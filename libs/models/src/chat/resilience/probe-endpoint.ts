/**
 * Is there a server at an OpenAI-compatible address, and does it take the key? Null when it does, else what is wrong,
 * in words without the key. Costs no tokens.
 */
export async function probeEndpoint(
  { url, apiKey }: { url: string; apiKey?: string },
  timeoutMs = 3_000,
): Promise<string | null> {
  try {
    const response = await fetch(`${url.replace(/\/$/, '')}/models`, {
      headers: apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    if (response.status === 401 || response.status === 403) return `it refuses the key (${response.status})`;
    return response.status >= 500 ? `it answers with ${response.status}` : null;
  } catch {
    return 'it cannot be reached';
  }
}
