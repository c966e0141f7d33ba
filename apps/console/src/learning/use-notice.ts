import { useEffect, useState } from 'react';

export interface Notice {
  text: string;
  /** Takes back what was done. */
  undo?: () => Promise<unknown>;
}

const shownMs = 8_000;

/** One thing that was just done, for a while, with a way back. */
export function useNotice(): [Notice | null, (notice: Notice | null) => void] {
  const [notice, setNotice] = useState<Notice | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setNotice(null), shownMs);
    return () => clearTimeout(timer);
  }, [notice]);
  return [notice, setNotice];
}
