import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

const keys: [keys: string, name: string][] = [
  ['j / k', 'move'],
  ['t', 'takeOver'],
  ['g', 'giveBack'],
  ['e', 'resolve'],
  ['r', 'reply'],
  ['l', 'label'],
  ['y / x / u', 'decide'],
  ['1 … 4', 'takeLabel'],
  ['Tab', 'takeSuggestion'],
  ['i', 'askKnowledge'],
  ['s', 'summarise'],
  ['/', 'search'],
  ['Esc', 'close'],
  ['?', 'help'],
];

export function Help({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="help"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <h2>{t('shortcuts')}</h2>
      <dl>
        {keys.map(([key, name]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`help.${name}`)}</dd>
          </div>
        ))}
      </dl>
      <button onClick={onClose}>{t('closePanel')}</button>
    </dialog>
  );
}
