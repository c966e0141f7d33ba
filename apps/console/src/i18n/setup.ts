import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import { zh } from './zh';

const storageName = 'switchboard.console.language';

/** Starts in the remembered language, else in the browser's. */
export function setupLanguage(): void {
  const remembered = readRemembered();
  const lng = remembered ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
  void i18next.use(initReactI18next).init({
    lng,
    fallbackLng: 'en',
    resources: { en: { translation: en }, zh: { translation: zh } },
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  });
  document.documentElement.lang = lng === 'zh' ? 'zh-CN' : 'en';
}

export function switchLanguage(): void {
  const next = i18next.language === 'zh' ? 'en' : 'zh';
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  try {
    window['localStorage'].setItem(storageName, next);
  } catch {
    // Blocked storage: the choice holds until the page is left.
  }
  void i18next.changeLanguage(next);
}

function readRemembered(): string | null {
  try {
    return window['localStorage'].getItem(storageName);
  } catch {
    return null;
  }
}
