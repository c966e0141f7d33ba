import { useEffect } from 'react';

/** Keys outside of fields; Escape leaves a field first. */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const field = (event.target as HTMLElement).closest<HTMLElement>('input, textarea, select');
      if (field !== null) return void (event.key === 'Escape' && field.blur());
      const action = actions[event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [actions]);
}
