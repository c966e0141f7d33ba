import i18next from 'i18next';
import { en } from './words.en';
import { zh } from './words.zh';

/** The words of training data and models come with their pages: the inbox starts without them. */
export function addLearningWords(): void {
  i18next.addResourceBundle('en', 'translation', { learn: en }, true, true);
  i18next.addResourceBundle('zh', 'translation', { learn: zh }, true, true);
}
