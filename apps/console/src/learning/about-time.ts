import type { TFunction } from 'i18next';

/** Seconds as people say them: nobody waits for 247 of them. */
export function aboutTime(t: TFunction, seconds: number): string {
  if (seconds < 90) return t('learn.aboutSeconds', { count: Math.max(10, Math.round(seconds / 10) * 10) });
  if (seconds < 5_400) return t('learn.aboutMinutes', { count: Math.round(seconds / 60) });
  return t('learn.aboutHours', { count: Math.round(seconds / 3_600) });
}
