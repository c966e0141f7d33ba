import { randomUUID } from 'node:crypto';
import type { Message, VisitorClientEvents, VisitorServerEvents, WidgetSession } from '@switchboard/contracts';
import { type Socket, io } from 'socket.io-client';

/** One visitor on a real socket. `ask` resolves with the milliseconds from sending to the bot's message. */
export interface BenchVisitor {
  isBusy(): boolean;
  ask(text: string): Promise<number>;
  close(): void;
}

const patienceMs = 20_000;

export async function openVisitor(url: string): Promise<BenchVisitor> {
  const response = await fetch(`${url}/v1/widget/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });
  if (!response.ok) throw new Error(`no session: ${response.status} ${await response.text()}`);
  const { token } = (await response.json()) as WidgetSession;
  const socket: Socket<VisitorServerEvents, VisitorClientEvents> = io(`${url}/visitor`, {
    auth: { token },
    transports: ['websocket'],
    forceNew: true,
  });
  await new Promise<void>((resolve, reject) => void socket.once('connect', resolve).once('connect_error', reject));
  let busy = false;
  return {
    isBusy: () => busy,
    ask(text) {
      busy = true;
      return new Promise<number>((resolve, reject) => {
        const started = performance.now();
        const timer = setTimeout(() => end(() => reject(new Error(`no reply to "${text}"`))), patienceMs);
        const listen = ({ author }: Message): void => {
          if (author.kind === 'bot') end(() => resolve(performance.now() - started));
        };
        const end = (settle: () => void): void => {
          clearTimeout(timer);
          socket.off('message.created', listen);
          busy = false;
          settle();
        };
        socket.on('message.created', listen);
        socket.emit('message.send', { clientId: randomUUID(), text }, (result) => {
          if (!result.ok) end(() => reject(new Error(result.problem.detail)));
        });
      });
    },
    close: () => void socket.close(),
  };
}
