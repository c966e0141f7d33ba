import type { RewriteText, RewrittenText } from '@switchboard/contracts';
import { useEffect, useRef, useState } from 'react';
import { rewrite } from '../../api/assist';

export interface Rewriting {
  /** A call is under way. */
  isRunning: boolean;
  error: string | null;
  /** What was replaced, while it can be brought back. */
  done: (RewrittenText & { before: string }) | null;
  start(action: RewriteText['action'], text: string): void;
  cancel(): void;
  /** The text went on without it. */
  forget(): void;
}

/** One rewriting at a time; a new one and leaving the conversation cancel it. */
export function useRewrite(id: string, onDone: (text: string) => void): Rewriting {
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [done, setDone] = useState<Rewriting['done']>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function run(action: RewriteText['action'], text: string): Promise<void> {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setRunning(true);
    setError(null);
    setDone(null);
    try {
      const rewritten = await rewrite(id, { action, text }, controller.signal);
      if (controller.signal.aborted) return;
      setDone({ ...rewritten, before: text });
      onDone(rewritten.text);
    } catch (failure) {
      if (!controller.signal.aborted) setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      if (running.current === controller) setRunning(false);
    }
  }
  return {
    isRunning,
    error,
    done,
    start: (action, text) => void run(action, text),
    cancel() {
      running.current?.abort();
      setRunning(false);
    },
    forget() {
      setDone(null);
      setError(null);
    },
  };
}
