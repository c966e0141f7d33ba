import type { DatasetRow, Message, Trace } from '@switchboard/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addRow, listRows, readSummary } from '../api/learning';
import { request } from '../api/request';
import './label-message.css';

interface LabelProps {
  message: Message;
  /** The turn that answered the message; its best intents come first. */
  turnId: string | null;
}

/** What people have said of a conversation's messages. */
const useCorrections = (conversationId: string) =>
  useQuery({
    queryKey: ['dataset', 'corrections', conversationId],
    queryFn: () => listRows({ conversationId }, null),
    select: ({ items }) => items,
  });

/** A visitor's message as training data: press l, then the number of an intent. */
export function LabelMessage({ message, turnId }: LabelProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const corrections = useCorrections(message.conversationId);
  const label = corrections.data?.find(({ origin }) => origin?.messageSeq === message.seq);
  return (
    <div className="label-message">
      <button className="link why-button" data-action="label" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {label === undefined ? t('label') : t('labelled', { intent: label.intent })} <kbd>l</kbd>
      </button>
      {isOpen && <IntentPicker message={message} turnId={turnId} label={label} onClose={() => setOpen(false)} />}
    </div>
  );
}

const offered = 5;

function IntentPicker({
  message,
  turnId,
  label,
  onClose,
}: LabelProps & { label: DatasetRow | undefined; onClose(): void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const summary = useQuery({ queryKey: ['dataset', 'summary'], queryFn: readSummary });
  const trace = useQuery({
    queryKey: ['trace', turnId],
    queryFn: () => request<Trace>('GET', `/v1/conversations/${message.conversationId}/turns/${turnId}`),
    enabled: turnId !== null,
  });
  const save = useMutation({
    mutationFn: (intent: string) =>
      addRow({
        text: message.text,
        intent,
        origin: { conversationId: message.conversationId, messageSeq: message.seq },
      }),
    onSuccess: () => {
      onClose();
      return cache.invalidateQueries({ queryKey: ['dataset'] });
    },
  });
  const all = summary.data?.intents.map(({ intent }) => intent) ?? [];
  const read = trace.data?.understanding?.intents.map(({ intent }) => intent) ?? [];
  const matching = name === '' ? [...read, ...all] : all.filter((intent) => intent.includes(name.toLowerCase()));
  const choices = [...new Set(matching)].slice(0, offered);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') save.mutate(choices.length === 1 ? (choices[0] as string) : name.trim());
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') return onClose();
    const choice = name === '' ? choices[Number(event.key) - 1] : undefined;
    if (choice === undefined) return;
    event.preventDefault();
    save.mutate(choice);
  };
  return (
    <form className="intent-picker" data-part="intent-picker" onSubmit={submit} onKeyDown={onKey}>
      <input
        autoFocus
        aria-label={t('labelHint')}
        placeholder={label?.intent ?? t('labelHint')}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {choices.map((intent, index) => (
        <button key={intent} type="button" disabled={save.isPending} onClick={() => save.mutate(intent)}>
          {name === '' && <kbd>{index + 1}</kbd>} {intent}
        </button>
      ))}
      {save.isError && (
        <span className="error small" role="alert">
          {save.error.message}
        </span>
      )}
    </form>
  );
}
