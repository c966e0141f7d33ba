import type { Conversation } from '@switchboard/contracts';
import { useTranslation } from 'react-i18next';

export type HolderKind = 'bot' | 'queue' | 'agent' | 'resolved';

export const holderKind = ({ status, owner }: Pick<Conversation, 'status' | 'owner'>): HolderKind =>
  status === 'resolved' ? 'resolved' : owner.kind;

/** The motif: a line with a dot at its end, in the holder's colour, with the word beside it where there is room. */
export function Holder({
  conversation,
  withWord = false,
}: {
  conversation: Pick<Conversation, 'status' | 'owner'>;
  withWord?: boolean;
}) {
  const { t } = useTranslation();
  const kind = holderKind(conversation);
  const name = conversation.owner.kind === 'agent' ? conversation.owner.name : '';
  const word = t(`holder.${kind}`, { name });
  return (
    <span className={`holder ${kind}`} data-part="holder" data-owner={kind} title={word}>
      <svg viewBox="0 0 30 12" width="30" height="12" aria-hidden="true">
        <path d="M1 6h19" />
        {kind === 'agent' ? (
          <rect x="20" y="2" width="8" height="8" rx="2" />
        ) : (
          <circle cx="24" cy="6" r="4" className={kind === 'queue' ? 'open' : ''} />
        )}
      </svg>
      {withWord ? <span>{word}</span> : <span className="hidden">{word}</span>}
    </span>
  );
}
