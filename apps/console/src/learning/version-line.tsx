import type { ReactNode } from 'react';

export interface LinePoint {
  key: string;
  label: string;
  /** Filled: what is in force; open: what is being worked on. */
  look: 'past' | 'live' | 'shadow' | 'open';
}

/** The motif: a line on which each version is a dot, the newest at its end. */
export function VersionLine({ points, children }: { points: readonly LinePoint[]; children?: ReactNode }) {
  return (
    <div className="version-line">
      <ol>
        {points.map(({ key, label, look }) => (
          <li key={key} className={look}>
            <i aria-hidden="true" />
            <span>{label}</span>
          </li>
        ))}
      </ol>
      {children}
    </div>
  );
}
