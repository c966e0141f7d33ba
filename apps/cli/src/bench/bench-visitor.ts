import { randomUUID } from 'node:crypto';
import type { Message, VisitorClientEvents, VisitorServerEvents, WidgetSession } from '@switchboard/contracts';
import { type Socket, io } from 'socket.io-client';

/**
 * One visitor on a real socket. `ask` resolves with the milliseconds from sending to the bot's message. After a hand-over
 * the bot is silent, so that the next question begins a conversation of its own.
 */
export interface BenchVisitor {
  isBusy(): boolean;
  ask(text: string): Promise<number>;
  /** Questions that were answered by handing over to a person. */
  handOvers(): number;
  close(): void;
}

type VisitorSocket = Socket<VisitorServerEvents, VisitorClientEvents>;
const patienceMs = 20_000;

export async function openVisitor(url: string): Promise<BenchVisitor> {
  let [busy, isHandedOver, handOvers] = [false, false, 0];
  async function begin(): Promise<VisitorSocket> {
    const opened = await openSocket(url);
    isHandedOver = false;
    opened.on('conversation.updated', ({ owner }) => {
      if (owner.kind === 'bot' || isHandedOver) return;
      isHandedOver = true;
      handOvers++;
    });
    return opened;
  }
  let socket = await begin();
  return {
    isBusy: () => busy,
    handOvers: () => handOvers,
    async ask(text) {
      busy = true;
      try {
        if (isHandedOver) {
          socket.close();
          socket = await begin();
        }
        return await askOn(socket, text);
      } finally {
        busy = false;
      }
    },
    close: () => void socket.close(),
  };
}

async function openSocket(url: string): Promise<VisitorSocket> {
  const response = await fetch(`${url}/v1/widget/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });
  if (!response.ok) throw new Error(`no session: ${response.status} ${await response.text()}`);
  const { token } = (await response.json()) as WidgetSession;
  const socket: VisitorSocket = io(`${url}/visitor`, { auth: { token }, transports: ['websocket'], forceNew: true });
  await new Promise<void>((resolve, reject) => void socket.once('connect', resolve).once('connect_error', reject));
  return socket;
}

function askOn(socket: VisitorSocket, text: string): Promise<number> {
  return new Promise<number>((resolve, reject) => {
    const started = performance.now();
    const timer = setTimeout(() => end(() => reject(new Error(`no reply to "${text}"`))), patienceMs);
    const listen = ({ author }: Message): void => {
      if (author.kind === 'bot') end(() => resolve(performance.now() - started));
    };
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      socket.off('message.created', listen);
      settle();
    };
    socket.on('message.created', listen);
    socket.emit('message.send', { clientId: randomUUID(), text }, (result) => {
      if (!result.ok) end(() => reject(new Error(result.problem.detail)));
    });
  });
}
