import type { Result } from '@switchboard/contracts';
import type { Socket } from 'socket.io';
import { ProblemError } from '../http/problem-error';

/** An event outside the contract gets an answer instead of silence, if it asked for one. */
export function refuseUnknownEvents(socket: Socket, known: readonly string[]): void {
  socket.onAny((event: string, ...input: unknown[]) => {
    if (known.includes(event)) return;
    const ack = input.at(-1);
    const { problem } = new ProblemError('unknown-event', `known events: ${known.join(', ')}`);
    if (typeof ack === 'function') ack({ ok: false, problem } satisfies Result<never>);
  });
}
