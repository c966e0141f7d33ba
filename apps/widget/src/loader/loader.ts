import tokens from '../../../tokens/tokens.css?inline';
import { bubbleStyles } from './bubble-styles';
import type { PanelHandle, mountPanel } from '../panel/mount-panel';

/** The page's one name for the widget. */
export interface SwitchboardApi {
  open(): void;
  close(): void;
}
declare global {
  interface Window {
    Switchboard?: SwitchboardApi;
  }
}

const script = document.currentScript as HTMLScriptElement | null;
const base = new URL('.', script?.src ?? location.href).href;
const label = { en: 'Chat with us', 'zh-CN': '联系客服' };
const language = (script?.dataset['lang'] ?? navigator.language).toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';

/** A line with a dot at its end: who is on the other side. */
const icon = `<svg viewBox="0 0 28 28" width="28" height="28" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" aria-hidden="true">
  <path d="M4 9h11M4 14h7M4 19h11"/><circle cx="21" cy="9" r="2.6" fill="currentColor" stroke="none"/><circle cx="17" cy="14" r="2.6"/><circle cx="21" cy="19" r="2.6" fill="currentColor" stroke="none"/></svg>`;

function start(): void {
  if (document.getElementById('switchboard-widget') !== null) return;
  const host = document.createElement('div');
  host.id = 'switchboard-widget';
  host.lang = language;
  const shadow = host.attachShadow({ mode: 'open' });
  const styles = new CSSStyleSheet();
  styles.replaceSync(tokens + bubbleStyles);
  shadow.adoptedStyleSheets = [styles];

  const bubble = document.createElement('button');
  bubble.type = 'button';
  bubble.dataset['part'] = 'bubble';
  bubble.setAttribute('aria-label', label[language]);
  bubble.setAttribute('aria-expanded', 'false');
  bubble.innerHTML = icon;
  shadow.append(bubble);
  document.body.append(host);

  let panel: PanelHandle | null = null;
  let loading: Promise<void> | null = null;
  const show = (isOpen: boolean): void => {
    bubble.setAttribute('aria-expanded', String(isOpen));
    host.toggleAttribute('data-open', isOpen);
  };
  async function load(): Promise<void> {
    const address = `${base}widget/panel.js`;
    const module = (await import(/* @vite-ignore */ address)) as { mountPanel: typeof mountPanel };
    const onClose = (): void => {
      show(false);
      bubble.focus();
    };
    const { workspace = 'demo', identity } = script?.dataset ?? {};
    panel = module.mountPanel({ shadow, base, workspace, identity, language, onClose });
  }
  function open(): void {
    show(true);
    if (panel !== null) return panel.open();
    bubble.toggleAttribute('data-loading', true);
    loading ??= load()
      .catch(() => {
        // The next press tries again.
        loading = null;
        show(false);
      })
      .finally(() => bubble.removeAttribute('data-loading'));
  }
  function close(): void {
    panel?.close();
    show(false);
  }
  bubble.addEventListener('click', () => (host.hasAttribute('data-open') ? close() : open()));
  window.Switchboard = { open, close };
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
