import { type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadFailed } from '../../shell/load-failed';

export interface Versioned {
  version: string;
}

/** How a form saves what it shows. */
export interface Saving<Stored extends Versioned, Input> {
  save: UseMutationResult<Stored, Error, Input>;
  /** What is shown was saved here, and not changed since. */
  isSaved: boolean;
  reload(): void;
}

interface StoredFormProps<Stored extends Versioned, Input> {
  /** Under `settings` in the cache. */
  name: string;
  read(): Promise<Stored>;
  write(input: Input): Promise<Stored>;
  /** The form over what is stored: made anew for every version. */
  children(stored: Stored, saving: Saving<Stored, Input>): ReactNode;
}

/** Settings as they are stored, with what loading and saving them takes. */
export function StoredForm<Stored extends Versioned, Input>({
  name,
  read,
  write,
  children,
}: StoredFormProps<Stored, Input>) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const queryKey = ['settings', name];
  const [savedVersion, setSavedVersion] = useState<string | null>(null);
  const stored = useQuery({ queryKey, queryFn: read });
  const save = useMutation({
    mutationFn: write,
    onSuccess(saved) {
      setSavedVersion(saved.version);
      cache.setQueryData(queryKey, saved);
    },
  });
  if (stored.isPending) return <p className="soft">{t('loading')}</p>;
  const reload = (): void => {
    save.reset();
    void stored.refetch();
  };
  if (stored.isLoadingError) return <LoadFailed of={stored} />;
  return children(stored.data, { save, isSaved: stored.data.version === savedVersion, reload });
}
