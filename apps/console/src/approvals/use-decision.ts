import type { Approval, DecideApproval } from '@switchboard/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { decideApproval, undoApproval } from '../api/tools';

/** Decides, or takes a decision back, and has every list of approvals read again. `fault` says why it was refused. */
export function useDecision({ id }: Approval) {
  const cache = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (wish: DecideApproval | 'undo') => (wish === 'undo' ? undoApproval(id) : decideApproval(id, wish)),
    onSettled: () => cache.invalidateQueries({ queryKey: ['approvals'] }),
  });
  return { decide: mutate, undo: () => mutate('undo'), isBusy: isPending, fault: error?.message ?? null };
}
