import type { ArticleScope, KnowledgeDocument } from '@switchboard/contracts';
import { limits } from '@switchboard/contracts/limits';
import { renderArticle } from '@switchboard/contracts/render-article';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDocument, removeArticle, saveArticle } from '../../api/knowledge';
import type { ArticleDraft } from '../gaps/draft-of';
import { Field } from '../field';
import { RemoveButton } from '../remove-button';
import { ScopeFields } from '../scope-fields';
import { scopeWords } from '../scope-words';
import { LoadFailed } from '../../shell/load-failed';

interface EditorProps {
  /** Null for a new article. */
  id: string | null;
  /** What a new article begins with. */
  draft: ArticleDraft | null;
  onSaved(id: string): void;
  onRemoved(): void;
}

/** An article: Markdown beside its preview, language and validity. One of a source is only shown. */
export function ArticleEditor({ id, draft, onSaved, onRemoved }: EditorProps) {
  const { t } = useTranslation();
  const document = useQuery({
    queryKey: ['document', id],
    queryFn: () => readDocument(id ?? ''),
    enabled: id !== null,
    staleTime: 0,
  });
  if (id === null) return <Form document={null} draft={draft} onSaved={onSaved} onRemoved={onRemoved} />;
  if (document.isPending) return <p className="soft">{t('loading')}</p>;
  if (document.isLoadingError) return <LoadFailed of={document} className="error" />;
  if (document.data.sourceId !== null) return <Shown document={document.data} />;
  return <Form key={document.data.id} document={document.data} draft={null} onSaved={onSaved} onRemoved={onRemoved} />;
}

function Shown({ document }: { document: KnowledgeDocument }) {
  const { t } = useTranslation();
  const { title, markdown, url } = document;
  return (
    <article className="article-shown">
      <p className="soft small">
        {t('knowledgePage.fromSource')}{' '}
        {url !== null && (
          <a href={url} target="_blank" rel="noopener noreferrer">
            {t('knowledgePage.open')}
          </a>
        )}
      </p>
      <h2>{title}</h2>
      <p className="soft small" data-part="readers">
        {t('knowledgePage.scope')}: {scopeWords(document) || t('knowledgePage.forAll')}
      </p>
      <div dangerouslySetInnerHTML={{ __html: renderArticle(markdown) }} />
    </article>
  );
}

/** As a field of local time takes it. */
const toField = (moment: string | null): string => {
  if (moment === null) return '';
  const date = new Date(moment);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};
const fromField = (field: string): string | null => (field === '' ? null : new Date(field).toISOString());

const scopeOf = (document: KnowledgeDocument | null): ArticleScope => ({
  language: document?.language ?? null,
  audiences: document?.audiences ?? [],
  products: document?.products ?? [],
});

function Moment({ label, value, onChange }: { label: string; value: string; onChange(value: string): void }) {
  return (
    <Field label={label}>
      <input type="datetime-local" value={value} onChange={({ target }) => onChange(target.value)} />
    </Field>
  );
}

function Form({
  document,
  draft,
  onSaved,
  onRemoved,
}: { document: KnowledgeDocument | null } & Omit<EditorProps, 'id'>) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [title, setTitle] = useState(document?.title ?? draft?.title ?? '');
  const [markdown, setMarkdown] = useState(document?.markdown ?? draft?.markdown ?? '');
  const [scope, setScope] = useState(() => scopeOf(document));
  const [validFrom, setValidFrom] = useState(toField(document?.validFrom ?? null));
  const [validUntil, setValidUntil] = useState(toField(document?.validUntil ?? null));
  const [state, setState] = useState<'idle' | 'saving' | 'saved'>('idle');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [basedOn, setBasedOn] = useState(document?.updatedAt);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setState('saving');
    setRefusal(null);
    try {
      const validity = { validFrom: fromField(validFrom), validUntil: fromField(validUntil) };
      const article = { title, markdown, ...scope, ...validity, ...(basedOn === undefined ? {} : { basedOn }) };
      const saved = await saveArticle(document?.id ?? null, article);
      setBasedOn(saved.updatedAt);
      setState('saved');
      cache.setQueryData(['document', saved.id], saved);
      void cache.invalidateQueries({ queryKey: ['documents'] });
      void cache.invalidateQueries({ queryKey: ['gaps'] });
      if (document === null) onSaved(saved.id);
    } catch (error) {
      setState('idle');
      setRefusal(error instanceof Error ? error.message : String(error));
    }
  }
  const edited =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      set(value);
      setState('idle');
    };

  return (
    <form className="article-editor" onSubmit={(event) => void save(event)}>
      <Field label={t('knowledgePage.title')}>
        <input
          required
          data-part="article-title"
          maxLength={limits.sourceNameCharacters}
          value={title}
          onChange={(event) => edited(setTitle)(event.target.value)}
        />
      </Field>
      <div className="fields">
        <ScopeFields value={scope} onChange={edited(setScope)} />
        <Moment label={t('knowledgePage.validFrom')} value={validFrom} onChange={edited(setValidFrom)} />
        <Moment label={t('knowledgePage.validUntil')} value={validUntil} onChange={edited(setValidUntil)} />
      </div>
      <div className="editor-panes">
        <Field label={t('knowledgePage.text')}>
          <textarea
            required
            data-part="article-text"
            maxLength={limits.articleCharacters}
            value={markdown}
            onChange={(event) => edited(setMarkdown)(event.target.value)}
          />
        </Field>
        <section aria-label={t('knowledgePage.preview')} className="preview">
          <span className="soft small">{t('knowledgePage.preview')}</span>
          <div dangerouslySetInnerHTML={{ __html: renderArticle(markdown) }} />
        </section>
      </div>
      {refusal !== null && (
        <p className="error" role="alert">
          {refusal}
        </p>
      )}
      <div className="detail-tools">
        <button className="primary" disabled={state === 'saving'} data-part="save-article">
          {state === 'saving' ? t('knowledgePage.saving') : t('save')}
        </button>
        {state === 'saved' && <span role="status">{t('knowledgePage.saved')}</span>}
        {document !== null && (
          <RemoveButton
            question={t('knowledgePage.removeArticle')}
            onRemove={async () => {
              await removeArticle(document.id);
              void cache.invalidateQueries({ queryKey: ['documents'] });
              onRemoved();
            }}
          />
        )}
      </div>
    </form>
  );
}
