import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import { ApiError } from '../api/request';

interface CardProps {
  part: string;
  title: string;
  hint: string;
  button: string;
  children: ReactNode;
  submit(fields: FormData): Promise<void>;
}

/** A form on its own page, with its error below the fields. */
export function Card({ part, title, hint, button, children, submit }: CardProps) {
  const [error, setError] = useState('');
  const [isBusy, setBusy] = useState(false);
  async function onSubmit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError('');
    await submit(new FormData(event.currentTarget)).catch((fault: unknown) => {
      setError(fault instanceof ApiError ? fault.problem.detail : String(fault));
      setBusy(false);
    });
  }
  return (
    <main className="card-page">
      <form className="card" data-part={part} onSubmit={(event) => void onSubmit(event)}>
        <svg viewBox="0 0 120 28" width="120" height="28" aria-hidden="true" className="motif">
          <path d="M2 6h70M2 14h50M2 22h84" />
          <circle cx="78" cy="6" r="4" className="bot" />
          <circle cx="58" cy="14" r="4" className="queue" />
          <circle cx="92" cy="22" r="4" className="person" />
        </svg>
        <h1>{title}</h1>
        <p className="soft">{hint}</p>
        {children}
        {error !== '' && (
          <p className="error" role="alert">
            {error}
          </p>
        )}
        <button className="primary" disabled={isBusy}>
          {button}
        </button>
      </form>
    </main>
  );
}
