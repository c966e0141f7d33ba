import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VisitorConversation } from '@switchboard/contracts';
import { Server } from 'socket.io';
import { type DeliveryState, createDelivery } from './create-delivery';
import { createKeep } from './keep';

const conversation: VisitorConversation = { id: 'c', status: 'open', epoch: 0, lastSeq: 0, owner: { kind: 'bot' } };
const blocked = () => {
  throw new Error('storage is blocked');
};

describe('the visitor’s place while a model serves others', () => {
  const http = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(
      JSON.stringify({ token: 't', conversationId: 'c', workspace: { name: 'Shop', greeting: '', suggestions: [] } }),
    );
  });
  const desk = new Server(http);
  const places: (number | null)[] = [];
  let state: DeliveryState | null = null;
  let delivery: ReturnType<typeof createDelivery>;

  beforeAll(async () => {
    desk.of('/visitor').on('connection', (socket) => {
      socket.on('conversation.resume', (_, ack) =>
        ack({ ok: true, value: { conversation, messages: [], more: false } }),
      );
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    delivery = createDelivery({
      base: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
      workspace: 'demo',
      language: 'en',
      keep: createKeep('test', blocked),
      onChange(next) {
        state = next;
        if (places.at(-1) !== next.place) places.push(next.place);
      },
    });
    delivery.start();
    await until(() => state?.connection === 'online' && state.conversation !== null);
  });
  afterAll(async () => {
    desk.disconnectSockets(true);
    await desk.close();
  });

  async function until(holds: () => boolean): Promise<void> {
    for (let tries = 0; !holds(); tries++) {
      if (tries > 1_000) throw new Error(`it stayed ${JSON.stringify(state)}`);
      await new Promise((later) => setTimeout(later, 10));
    }
  }
  const tell = (event: string, data: object): void => void desk.of('/visitor').emit(event, data);

  it('is shown as it moves up, and no more when the turn has come', async () => {
    tell('typing', { conversationId: 'c', who: 'bot', place: 3 });
    tell('typing', { conversationId: 'c', who: 'bot', place: 2 });
    tell('typing', { conversationId: 'c', who: 'bot', place: 1 });
    await until(() => places.length >= 4);
    expect(places).toEqual([null, 3, 2, null]);
  });

  it('goes with the first words of the reply', async () => {
    tell('typing', { conversationId: 'c', who: 'bot', place: 2 });
    await until(() => state?.place === 2);
    tell('reply.delta', { conversationId: 'c', turnId: 't', epoch: 0, text: 'Delivery costs' });
    await until(() => state?.streaming?.text === 'Delivery costs');
    expect(state?.place).toBeNull();
  });
});
