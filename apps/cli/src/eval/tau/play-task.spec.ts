import { openChatModel } from '@switchboard/models';
import { type ScriptedModel, type ScriptedReply, startScriptedModel } from '@switchboard/testing';
import { playTask } from './play-task';
import type { Tau, TauTask } from './read-tau';
import { calculate } from './retail-tools';

const variant = (id: string, color: string, price: number, available = true) => ({
  item_id: id,
  options: { color },
  available,
  price,
});
const tau: Tau = {
  policy: 'Be a shop.',
  tools: ['get_order_details', 'exchange_delivered_order_items', 'cancel_pending_order'].map((name) => ({
    name,
    description: name,
    parameters: { type: 'object' },
  })),
  database: {
    products: {
      p1: {
        name: 'Mug',
        product_id: 'p1',
        variants: { i1: variant('i1', 'red', 10), i2: variant('i2', 'blue', 12.5) },
      },
    },
    users: {
      jo: {
        user_id: 'jo',
        name: { first_name: 'Jo', last_name: 'Hill' },
        address: { address1: '1 Road', zip: '100' },
        email: 'jo@mail.example',
        payment_methods: { g1: { id: 'g1', source: 'gift_card', balance: 5 } },
      },
    },
    orders: {
      '#1': {
        order_id: '#1',
        user_id: 'jo',
        address: { address1: '1 Road', zip: '100' },
        items: [{ name: 'Mug', product_id: 'p1', item_id: 'i1', price: 10, options: { color: 'red' } }],
        status: 'delivered',
        payment_history: [{ transaction_type: 'payment', amount: 10, payment_method_id: 'g1' }],
      },
    },
  },
  tasks: [],
};
const exchange = { order_id: '#1', item_ids: ['i1'], new_item_ids: ['i2'], payment_method_id: 'g1' };
const task: TauTask = {
  id: '0',
  user_scenario: { instructions: { reason_for_call: 'Exchange the red mug for a blue one.' } },
  evaluation_criteria: {
    actions: [{ name: 'exchange_delivered_order_items', arguments: exchange }],
    communicate_info: ['2.50'],
  },
};

describe('a task of tau', () => {
  let server: ScriptedModel;
  afterEach(() => server.close());

  async function play(agent: ScriptedReply[], customer: string[]) {
    let [said, asked] = [0, 0];
    server = await startScriptedModel(({ messages }) =>
      String(messages[0]?.content).startsWith('You play a customer')
        ? { text: customer[said++] ?? '###STOP###' }
        : (agent[asked++] ?? { text: 'Anything else?' }),
    );
    const model = openChatModel({ url: server.url, model: 'm', timeoutMs: 5_000, maxTokens: 100 });
    const options = { agent: model, user: model, maxTurns: 5, signal: new AbortController().signal };
    return playTask(task, tau, options);
  }

  it('is passed when the database ends right and what had to be told was told', async () => {
    const row = await play(
      [
        { toolCalls: [{ name: 'get_order_details', arguments: { order_id: '#1' } }] },
        { text: 'The blue one costs $2.50 more. Shall I?' },
        { toolCalls: [{ name: 'exchange_delivered_order_items', arguments: exchange }] },
        { text: 'Done.' },
      ],
      ['A blue mug instead, please', 'yes'],
    );
    expect(row).toMatchObject({ reward: 1, databaseRight: true, told: true, turns: 2, error: null });
    // The second turn sees what the first one's tools gave.
    expect(server.requests.some(({ messages }) => messages.some(({ role }) => role === 'tool'))).toBe(true);
    expect(tau.database.orders['#1']?.status).toBe('delivered');
  });

  it('is not passed by words alone, nor by the wrong item', async () => {
    expect(await play([{ text: 'It costs 2.50. Done.' }], ['A blue mug'])).toMatchObject({ reward: 0, told: true });
    await server.close();
    const wrong = { ...exchange, new_item_ids: ['i1'] };
    const row = await play(
      [{ toolCalls: [{ name: 'exchange_delivered_order_items', arguments: wrong }] }, { text: '2.50, done.' }],
      ['A blue mug'],
    );
    expect(row).toMatchObject({ reward: 0, databaseRight: false, calls: [{ refused: false }] });
  });

  it('refuses what the shop’s rules refuse, and goes on', async () => {
    const row = await play(
      [
        { toolCalls: [{ name: 'cancel_pending_order', arguments: { order_id: '#1', reason: 'ordered by mistake' } }] },
        { text: 'That cannot be cancelled.' },
      ],
      ['Cancel it'],
    );
    expect(row).toMatchObject({ reward: 0, calls: [{ name: 'cancel_pending_order', refused: true }], error: null });
  });

  it('is failed, with the reason, when the model fails', async () => {
    expect(await play([{ fault: 401 }], ['Hello'])).toMatchObject({ reward: 0, error: expect.stringContaining('401') });
  });
});

describe('calculate', () => {
  it('knows sums, products and parentheses, and runs no code', () => {
    expect(calculate('(2 + 3.5) * 2 - 1')).toBe(10);
    expect(() => calculate('process.exit(1)')).toThrow('Invalid characters');
    expect(() => calculate('2 +')).toThrow('missing');
  });
});
