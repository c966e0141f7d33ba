import { driverOf } from '../open-chat-model';

/**
 * Is there a server at an address, and does it take the key? Null when it does, else what is wrong,
 * in words without the key. Costs no tokens.
 */
export async function probeEndpoint(
  { url, apiKey }: { url: string; apiKey?: string },
  timeoutMs = 3_000,
): Promise<string | null> {
  try {
    const { address, headers } = requestTo(url, apiKey);
    const response = await fetch(address, {
      headers,
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    if (response.status === 401 || response.status === 403) return `it refuses the key (${response.status})`;
    return response.status >= 500 ? `it answers with ${response.status}` : null;
  } catch {
    return 'it cannot be reached';
  }
}

/** The list of models, asked for as each of the two wire formats wants it. */
function requestTo(url: string, apiKey: string | undefined): { address: string; headers: Record<string, string> } {
  const base = url.replace(/\/$/, '');
  if (driverOf(url) === 'openai') {
    const headers: Record<string, string> = apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` };
    return { address: `${base}/models`, headers };
  }
  const key: Record<string, string> = apiKey === undefined ? {} : { 'x-api-key': apiKey };
  return {
    address: `${base.replace(/\/v1$/, '')}/v1/models`,
    headers: { ...key, 'anthropic-version': '2023-06-01' },
  };
}
