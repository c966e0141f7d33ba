import type { ModelSettings, ModelSettingsReport } from '@switchboard/contracts';
import { type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readModelSettings, saveModelSettings } from '../../api/learning';
import { ApiError } from '../../api/request';
import type { Notice } from '../../learning/use-notice';

export interface ModelSettingsState {
  report: ModelSettingsReport | null;
  error: Error | null;
  save: UseMutationResult<ModelSettingsReport, Error, (settings: ModelSettings) => ModelSettings>;
}

/** What the workspace asks of its models; a change is made on what was read, and refused when that is not in force. */
export function useModelSettings(onNotice: (notice: Notice) => void): ModelSettingsState {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const key = ['model-settings'];
  const { data = null, error } = useQuery({ queryKey: key, queryFn: readModelSettings });
  const save = useMutation({
    mutationFn: (change: (settings: ModelSettings) => ModelSettings) => {
      if (data === null) throw new Error(t('loading'));
      return saveModelSettings(change(data.settings), data.version);
    },
    onSuccess: (saved) => {
      cache.setQueryData(key, saved);
      void cache.invalidateQueries({ queryKey: ['models'] });
      void cache.invalidateQueries({ queryKey: ['gate'] });
      onNotice({ text: t('learn.settings.saved') });
    },
    onError: (failure) => {
      const isOld = failure instanceof ApiError && failure.problem.code === 'precondition-failed';
      if (isOld) void cache.invalidateQueries({ queryKey: key });
      onNotice({ text: isOld ? t('learn.settings.changedMeanwhile') : failure.message });
    },
  });
  return { report: data, error, save };
}
