import type { InterfaceLanguage } from '@switchboard/contracts';
import { helpCentre } from '@switchboard/contracts/citation-href';
import { render } from 'preact';
import { type DeliveryState, createDelivery } from '../delivery/create-delivery';
import { createKeep } from '../delivery/keep';
import { keepPrefix } from '../delivery/keep-prefix';
import { Panel } from './panel';
import styles from './panel.css?inline';

export interface PanelOptions {
  shadow: ShadowRoot;
  base: string;
  workspace: string;
  /** Who the visitor is, signed by the page's own server. */
  identity: string | undefined;
  language: InterfaceLanguage;
  onClose(): void;
}

export interface PanelHandle {
  open(): void;
  close(): void;
}

/** Draws the panel into the widget's shadow root and connects it. Called once, when it is first opened. */
export function mountPanel({ shadow, base, workspace, identity, language, onClose }: PanelOptions): PanelHandle {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  const root = document.createElement('div');
  shadow.prepend(root);
  const help = helpCentre(base, workspace);
  let isOpen = true;
  const delivery = createDelivery({
    base,
    workspace,
    identity,
    language,
    keep: createKeep(keepPrefix(workspace, identity)),
    onChange: (state) => draw(state),
  });
  const close = (): void => {
    isOpen = false;
    draw();
  };
  let last: DeliveryState | undefined;
  function draw(state: DeliveryState | undefined = last): void {
    last = state;
    if (state === undefined) return;
    const leave = (): void => {
      close();
      onClose();
    };
    render(
      <Panel state={state} delivery={delivery} language={language} help={help} isOpen={isOpen} onClose={leave} />,
      root,
    );
  }
  draw({
    thread: { messages: [], lastSeq: 0 },
    outbox: [],
    conversation: null,
    streaming: null,
    withdrawn: null,
    typing: false,
    place: null,
    connection: 'connecting',
    about: null,
  });
  delivery.start();
  return {
    open() {
      isOpen = true;
      draw();
    },
    close,
  };
}
