import type { TrainingJob } from '@switchboard/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { listJobs } from '../api/learning';

const whileRunningMs = 1_000;
const idleMs = 10_000;

export const isActive = ({ status }: TrainingJob): boolean => status === 'queued' || status === 'running';

/** Trainings and checks, followed live while one runs; when one ends, what came of it is read anew. */
export function useJobs(): { jobs: TrainingJob[]; running: TrainingJob | null } {
  const cache = useQueryClient();
  const { data } = useQuery({
    queryKey: ['jobs'],
    queryFn: listJobs,
    refetchInterval: ({ state }) => (state.data?.items.some(isActive) ? whileRunningMs : idleMs),
  });
  const jobs = data?.items ?? [];
  const running = jobs.find(isActive) ?? null;
  const before = useRef<string | null>(null);
  useEffect(() => {
    if (before.current !== null && before.current !== running?.id) {
      void cache.invalidateQueries({ queryKey: ['models'] });
      void cache.invalidateQueries({ queryKey: ['findings'] });
      void cache.invalidateQueries({ queryKey: ['dataset'] });
    }
    before.current = running?.id ?? null;
  }, [cache, running?.id]);
  return { jobs, running };
}
