import type { ConversationLabel, ReplySuggestion } from '@switchboard/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readLabels, setLabels } from '../../api/assist';
import { addRow } from '../../api/learning';

interface LabelBarProps {
  id: string;
  /** What the specialists read in the message that waits. */
  suggestion: ReplySuggestion | null;
}

const surely = 0.3;

/** Labels of the conversation, and those that the specialists propose: a number takes one. */
export function LabelBar({ id, suggestion }: LabelBarProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const labels = useQuery({ queryKey: ['assist', 'labels', id], queryFn: () => readLabels(id) });
  const own = labels.data ?? [];
  const change = useMutation({
    mutationFn: (items: ConversationLabel[]) => setLabels(id, items),
    onSuccess: (items) => cache.setQueryData(['assist', 'labels', id], items),
  });
  const isOwn = ({ kind, label }: ConversationLabel): boolean =>
    own.some((item) => item.kind === kind && item.label === label);
  const take = async (label: ConversationLabel): Promise<void> => {
    await change.mutateAsync([...own, label]);
    if (label.kind !== 'intent' || suggestion === null) return;
    // An intent that a person confirms is training data.
    const origin = { conversationId: id, messageSeq: suggestion.seq };
    await addRow({ text: suggestion.question, intent: label.label, origin });
    await cache.invalidateQueries({ queryKey: ['dataset'] });
  };
  const proposed = proposalsOf(suggestion).filter((label) => !isOwn(label));
  const nameOf = ({ kind, label }: ConversationLabel): string =>
    kind === 'tone' ? t(`marks.${label}`, { defaultValue: label }) : label;
  if (own.length + proposed.length === 0) return null;
  return (
    <div className="label-bar" data-part="label-bar" role="group" aria-label={t('assist.labels')}>
      {own.map((label) => (
        <span key={`${label.kind} ${label.label}`} className={`label ${label.kind}`}>
          {nameOf(label)}{' '}
          <button
            className="link"
            aria-label={t('assist.removeLabel', { label: nameOf(label) })}
            onClick={() => change.mutate(own.filter((item) => item !== label))}
          >
            ✕
          </button>
        </span>
      ))}
      {proposed.map((label, index) => (
        <button
          key={`${label.kind} ${label.label}`}
          className="label is-proposed"
          data-action={`take-label-${index + 1}`}
          disabled={change.isPending}
          aria-label={t('assist.addLabel', { label: nameOf(label) })}
          onClick={() => void take(label).catch(() => undefined)}
        >
          <kbd>{index + 1}</kbd> {nameOf(label)}
        </button>
      ))}
      {change.isError && (
        <span className="error small" role="alert">
          {change.error.message}
        </span>
      )}
    </div>
  );
}

/** The likely intents and the tones, surest first. */
function proposalsOf(suggestion: ReplySuggestion | null): ConversationLabel[] {
  if (suggestion === null) return [];
  const intents = suggestion.intents.filter(({ score }, index) => index < 2 && score >= surely);
  return [
    ...intents.map(({ label }) => ({ kind: 'intent' as const, label })),
    ...suggestion.tones.map(({ label }) => ({ kind: 'tone' as const, label })),
  ];
}
