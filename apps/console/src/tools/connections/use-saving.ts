import { type FormEvent, useState } from 'react';

/** Sends a form and keeps why it was refused. */
export function useSaving(work: () => Promise<unknown>, onDone: () => void) {
  const [isSaving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function run(): Promise<void> {
    setSaving(true);
    setRefusal(null);
    try {
      await work();
      onDone();
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    } finally {
      setSaving(false);
    }
  }
  return {
    submit(event: FormEvent): void {
      event.preventDefault();
      void run();
    },
    isSaving,
    refusal,
  };
}
