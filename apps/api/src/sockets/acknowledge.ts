import type { Result } from '@switchboard/contracts';
import { toProblem } from '../http/to-problem';

/** Runs a handler and turns its outcome into the acknowledgement of the contract. */
export async function acknowledge<T>(work: () => Promise<T>, onFault: (error: unknown) => void): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const problem = toProblem(error);
    if (problem.status >= 500) onFault(error);
    return { ok: false, problem };
  }
}
