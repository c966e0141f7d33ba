import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface FormEndProps {
  /** Why the form was refused; null while it was not. */
  refusal: string | null;
  onCancel(): void;
  /** The button that sends the form. */
  children: ReactNode;
}

/** The end of a connection's form: why it was refused, and its two ways out. */
export function FormEnd({ refusal, onCancel, children }: FormEndProps) {
  const { t } = useTranslation();
  return (
    <>
      {refusal !== null && (
        <p className="error" role="alert">
          {refusal}
        </p>
      )}
      <p className="approval-actions">
        {children}
        <button type="button" onClick={onCancel}>
          {t('tools.cancel')}
        </button>
      </p>
    </>
  );
}
