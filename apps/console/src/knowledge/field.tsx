import type { ReactNode } from 'react';

/** A control under the words that name it, with a hint below. */
export function Field({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <label>
      {label}
      {children}
      {hint !== undefined && <span className="hint">{hint}</span>}
    </label>
  );
}
