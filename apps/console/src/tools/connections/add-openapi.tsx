import type { OpenApiPreview } from '@switchboard/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { previewOpenApi } from '../../api/tools';
import { ChooseOperations } from './choose-operations';
import { FormEnd } from './form-end';
import { useSaving } from './use-saving';

/** First the document, then what of it becomes tools. */
export function AddOpenApi({ onSaved, onCancel }: { onSaved(): void; onCancel(): void }) {
  const { t } = useTranslation();
  const [url, setUrl] = useState('');
  const [document, setDocument] = useState('');
  const [preview, setPreview] = useState<OpenApiPreview | null>(null);
  const { submit, isSaving, refusal } = useSaving(
    async () => setPreview(await previewOpenApi(document.trim() === '' ? { url } : { document })),
    () => undefined,
  );
  if (preview !== null) return <ChooseOperations preview={preview} onSaved={onSaved} onCancel={onCancel} />;
  return (
    <form className="connection-form" onSubmit={submit}>
      <h2>{t('tools.addOpenApi')}</h2>
      <p className="soft small">{t('tools.openApiHint')}</p>
      <label>
        {t('tools.documentUrl')}
        <input
          autoFocus
          name="document-url"
          inputMode="url"
          maxLength={1_000}
          required={document.trim() === ''}
          placeholder="https://api.example.com/openapi.json"
          value={url}
          onChange={(event) => setUrl(event.target.value.trim())}
        />
      </label>
      <label>
        {t('tools.documentFile')}
        <input
          type="file"
          accept=".json,.yaml,.yml"
          onChange={(event) => void event.target.files?.[0]?.text().then(setDocument)}
        />
      </label>
      <label>
        {t('tools.documentText')}
        <textarea
          rows={5}
          name="document"
          value={document.length > 20_000 ? `${document.slice(0, 20_000)}…` : document}
          readOnly={document.length > 20_000}
          onChange={(event) => setDocument(event.target.value)}
        />
      </label>
      <FormEnd refusal={refusal} onCancel={onCancel}>
        <button className="primary" disabled={isSaving}>
          {t('tools.readDocument')}
        </button>
      </FormEnd>
    </form>
  );
}
