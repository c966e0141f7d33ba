import type { Guard } from '@switchboard/understand';

/** Which of the texts are prompt injections; none where the detector cannot say. */
export async function ordersIn(texts: readonly string[], guard: Guard | null): Promise<boolean[]> {
  return ((await guard?.(texts).catch(() => [])) ?? []).map(({ attack }) => attack);
}
