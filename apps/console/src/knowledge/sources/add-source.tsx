import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArticleScope, Source } from '@switchboard/contracts';
import { limits } from '@switchboard/contracts/limits';
import { addFile, addSite } from '../../api/knowledge';
import { Field } from '../field';
import { ScopeFields } from '../scope-fields';
import { Schedule } from './schedule';
import type { Uploads } from './use-uploads';

const kinds = '.pdf,.docx,.html,.htm,.md,.markdown,.txt,.csv,.tsv';

interface AddProps {
  uploads: Uploads;
  onFiles(files: readonly File[]): void;
  onAdded(id: string): void;
}

/** Files, a web site, or pasted text. */
export function AddSource({ uploads, onFiles, onAdded }: AddProps) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <section className="add-source">
      <h2>{t('knowledgePage.add')}</h2>
      <div className="drop-zone">
        <p>{t('knowledgePage.addHint')}</p>
        <button onClick={() => picker.current?.click()}>{t('knowledgePage.chooseFiles')}</button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          accept={kinds}
          data-part="files"
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
      <details className="scope">
        <summary>{t('knowledgePage.scope')}</summary>
        <p className="soft small">{t('knowledgePage.scopeOfNew')}</p>
        <div className="fields">
          <ScopeFields value={uploads.scope} onChange={uploads.setScope} />
        </div>
      </details>
      <div className="two">
        <SiteForm scope={uploads.scope} onAdded={onAdded} />
        <TextForm scope={uploads.scope} onAdded={onAdded} />
      </div>
    </section>
  );
}

/** Sends a form and shows why it was refused. */
function useSending(send: () => Promise<Source>, onAdded: (id: string) => void) {
  const cache = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setSending(true);
    setRefusal(null);
    try {
      const { id } = await send();
      await cache.invalidateQueries({ queryKey: ['sources'] });
      onAdded(id);
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    } finally {
      setSending(false);
    }
  }
  return { submit: (event: FormEvent) => void submit(event), isSending, refusal };
}

interface FormProps {
  scope: ArticleScope;
  onAdded(id: string): void;
}

function SiteForm({ scope, onAdded }: FormProps) {
  const { t } = useTranslation();
  const [url, setUrl] = useState('');
  const [depth, setDepth] = useState(3);
  const [pages, setPages] = useState(500);
  const [every, setEvery] = useState<number | null>(24);
  const { submit, isSending, refusal } = useSending(
    () =>
      addSite({
        url: /^https?:\/\//i.test(url) ? url : `https://${url}`,
        depth,
        pages,
        syncEveryHours: every,
        ...scope,
      }),
    onAdded,
  );
  return (
    <form className="card-form" onSubmit={submit}>
      <h3>{t('knowledgePage.site')}</h3>
      <Field label={t('knowledgePage.siteUrl')}>
        <input
          required
          inputMode="url"
          value={url}
          maxLength={1_000}
          placeholder="https://example.com/help/"
          onChange={(event) => setUrl(event.target.value.trim())}
        />
      </Field>
      <p className="soft small">{t('knowledgePage.siteHint')}</p>
      <div className="fields">
        <Field label={t('knowledgePage.depth')}>
          <input
            type="number"
            min={0}
            max={10}
            value={depth}
            onChange={(event) => setDepth(event.target.valueAsNumber)}
          />
        </Field>
        <Field label={t('knowledgePage.pages')}>
          <input
            type="number"
            min={1}
            max={limits.sitePages}
            value={pages}
            onChange={(event) => setPages(event.target.valueAsNumber)}
          />
        </Field>
        <Schedule value={every} onChange={setEvery} />
      </div>
      {refusal !== null && <p className="error">{refusal}</p>}
      <button className="primary" disabled={isSending}>
        {t('knowledgePage.addSite')}
      </button>
    </form>
  );
}

function TextForm({ scope, onAdded }: FormProps) {
  const { t } = useTranslation();
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const { submit, isSending, refusal } = useSending(
    () => addFile(new Blob([`# ${title}\n\n${text}`], { type: 'text/markdown' }), `${title}.md`, scope),
    onAdded,
  );
  return (
    <form className="card-form" onSubmit={submit}>
      <h3>{t('knowledgePage.paste')}</h3>
      <Field label={t('knowledgePage.pasteTitle')}>
        <input required maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label={t('knowledgePage.pasteText')}>
        <textarea required rows={5} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      {refusal !== null && <p className="error">{refusal}</p>}
      <button className="primary" disabled={isSending}>
        {t('knowledgePage.addText')}
      </button>
    </form>
  );
}
