import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import './knowledge.css';
import { ArticleList } from './articles/article-list';
import { type ArticleDraft, draftOf } from './gaps/draft-of';
import { GapDetail, GapList } from './gaps/gap-list';
import { ArticleEditor } from './articles/article-editor';
import { AskBox } from './ask-box';
import { AddSource } from './sources/add-source';
import { SourceDetail } from './sources/source-detail';
import { SourceList } from './sources/source-list';
import { useUploads } from './sources/use-uploads';

const parts = ['sources', 'articles', 'gaps'] as const;
type Part = (typeof parts)[number];

/** What answers rest on: sources and articles, and what a question finds in them. Files may be dropped anywhere. */
export function KnowledgePage() {
  const { t } = useTranslation();
  const params = useParams({ strict: false });
  const navigate = useNavigate();
  const [isDragging, setDragging] = useState(false);
  const [draft, setDraft] = useState<ArticleDraft | null>(null);
  const uploads = useUploads();
  const part: Part = parts.find((name) => name === params.part) ?? 'sources';
  const id = params.id ?? null;
  const show = (to: Part, item?: string): void =>
    void (item === undefined
      ? navigate({ to: '/knowledge/$part', params: { part: to } })
      : navigate({ to: '/knowledge/$part/$id', params: { part: to, id: item } }));

  /** The list says how far they are. */
  const takeIn = (files: readonly File[]): void => {
    uploads.add(files);
    show('sources');
  };

  return (
    <div
      className={`knowledge-page ${id === null ? 'at-list' : 'at-item'}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={(event) => event.currentTarget === event.target && setDragging(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDragging(false);
        takeIn([...event.dataTransfer.files]);
      }}
    >
      <section className="knowledge-list">
        <h1>{t('knowledge')}</h1>
        <div className="tabs" role="tablist">
          {parts.map((name) => (
            <button key={name} role="tab" aria-selected={name === part} onClick={() => show(name)}>
              {t(`knowledgePage.${name}`)}
            </button>
          ))}
        </div>
        {part === 'sources' && (
          <SourceList uploads={uploads} selected={id} onSelect={(item) => show('sources', item)} />
        )}
        {part === 'articles' && (
          <ArticleList
            selected={id}
            onSelect={(item) => {
              setDraft(null);
              show('articles', item);
            }}
          />
        )}
        {part === 'gaps' && <GapList selected={id} onSelect={(item) => show('gaps', item)} />}
      </section>
      <main className="knowledge-detail">
        {id !== null && (
          <button className="back" onClick={() => show(part)}>
            ← {t('knowledgePage.backToList')}
          </button>
        )}
        {id === null && <AskBox onDocument={(document) => show('articles', document)} />}
        {part === 'sources' &&
          (id === null || id === 'new' ? (
            <AddSource uploads={uploads} onFiles={takeIn} onAdded={(item) => show('sources', item)} />
          ) : (
            <SourceDetail
              key={id}
              id={id}
              onRemoved={() => show('sources')}
              onDocument={(document) => show('articles', document)}
            />
          ))}
        {part === 'gaps' && id === null && <p className="soft">{t('knowledgePage.pickGap')}</p>}
        {part === 'gaps' && id !== null && (
          <GapDetail
            name={id}
            onWrite={(topic) => {
              setDraft(
                draftOf(topic, { answer: t('knowledgePage.writeHere'), alsoAsked: t('knowledgePage.alsoAsked') }),
              );
              show('articles', 'new');
            }}
          />
        )}
        {part === 'articles' && id !== null && (
          <ArticleEditor
            key={id}
            id={id === 'new' ? null : id}
            draft={draft}
            onSaved={(item) => show('articles', item)}
            onRemoved={() => show('articles')}
          />
        )}
      </main>
      {isDragging && <p className="drop-here">{t('knowledgePage.dropHere')}</p>}
    </div>
  );
}
