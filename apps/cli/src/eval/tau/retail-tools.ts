import { type Order, type RetailDatabase, RetailError, type User, type Variant } from './retail-database';

type Arguments = Record<string, unknown>;
type RetailTool = (database: RetailDatabase, args: Arguments) => unknown;

const cents = (amount: number): number => Math.round(amount * 100) / 100;

function text(args: Arguments, name: string): string {
  const value = args[name];
  if (typeof value !== 'string') throw new RetailError(`${name} must be a string`);
  return value;
}
function texts(args: Arguments, name: string): string[] {
  const value = args[name];
  if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string'))
    throw new RetailError(`${name} must be a list of strings`);
  return value;
}
function found<T>(record: Record<string, T>, key: string, what: string): T {
  const value = Object.hasOwn(record, key) ? record[key] : undefined;
  if (value === undefined) throw new RetailError(`${what} not found`);
  return value;
}
function orderOf(database: RetailDatabase, args: Arguments, status: string): { order: Order; user: User } {
  const order = found(database.orders, text(args, 'order_id'), 'Order');
  if (order.status !== status) throw new RetailError(`Non-${status} order cannot be changed like this`);
  return { order, user: found(database.users, order.user_id, 'User') };
}
const methodOf = (user: User, id: string) => found(user.payment_methods, id, 'Payment method');

/** Every id must stand in the order as often as it is given. */
function itemsOf(order: Order, ids: readonly string[]): Order['items'] {
  const left = [...order.items];
  return ids.map((id) => {
    const at = left.findIndex((item) => item.item_id === id);
    if (at < 0) throw new RetailError(`Item ${id} not found in the order`);
    return left.splice(at, 1)[0] as Order['items'][number];
  });
}

interface Exchange {
  order: Order;
  method: User['payment_methods'][string];
  pairs: { item: Order['items'][number]; variant: Variant }[];
  difference: number;
}

/** Old and new items of the same products, the new ones available, the difference payable. */
function exchangeOf(database: RetailDatabase, args: Arguments, status: string): Exchange {
  const { order, user } = orderOf(database, args, status);
  const [items, news] = [itemsOf(order, texts(args, 'item_ids')), texts(args, 'new_item_ids')];
  if (items.length !== news.length) throw new RetailError('The number of items must be the same');
  const pairs = items.map((item, index) => {
    const { variants } = found(database.products, item.product_id, 'Product');
    const variant = found(variants, news[index] ?? '', 'New item');
    if (!variant.available) throw new RetailError(`New item ${variant.item_id} not available`);
    return { item, variant };
  });
  const difference = cents(pairs.reduce((sum, { item, variant }) => sum + variant.price - item.price, 0));
  const method = methodOf(user, text(args, 'payment_method_id'));
  if (method.source === 'gift_card' && (method.balance ?? 0) < difference)
    throw new RetailError('Insufficient gift card balance to pay for the price difference');
  return { order, method, pairs, difference };
}

function addressOf(args: Arguments): Order['address'] {
  const names = ['address1', 'address2', 'city', 'country', 'state', 'zip'];
  return Object.fromEntries(names.map((name) => [name, text(args, name)])) as Order['address'];
}

const product = (left: number, sign: string, right: number): number => (sign === '*' ? left * right : left / right);

/** Sums, products and parentheses; nothing is evaluated as code. */
export function calculate(expression: string): number {
  const tokens = expression.match(/\d+(?:\.\d+)?|[-+*/()]/g) ?? [];
  if (tokens.join('') !== expression.replace(/\s/g, '')) throw new RetailError('Invalid characters in expression');
  let at = 0;
  const factor = (): number => {
    const token = tokens[at++];
    if (token === '-') return -factor();
    if (token === '(') {
      const value = sum();
      if (tokens[at++] !== ')') throw new RetailError('Unbalanced parentheses');
      return value;
    }
    if (token === undefined || Number.isNaN(Number(token))) throw new RetailError('A number is missing');
    return Number(token);
  };
  const term = (): number => {
    let value = factor();
    while (tokens[at] === '*' || tokens[at] === '/') value = product(value, tokens[at++] ?? '', factor());
    return value;
  };
  const sum = (): number => {
    let value = term();
    while (tokens[at] === '+' || tokens[at] === '-') value += tokens[at++] === '+' ? term() : -term();
    return value;
  };
  const value = sum();
  if (at !== tokens.length) throw new RetailError('Invalid expression');
  return cents(value);
}

/** What each tool of the retail domain does to its database. A refusal throws RetailError and changes nothing. */
export const retailTools: Record<string, RetailTool> = {
  calculate: (_, args) => calculate(text(args, 'expression')).toFixed(2),
  think: () => '',
  transfer_to_human_agents: () => 'Transfer successful',
  find_user_id_by_email: ({ users }, args) => {
    const email = text(args, 'email').toLowerCase();
    const user = Object.values(users).find((item) => item.email.toLowerCase() === email);
    if (user === undefined) throw new RetailError('User not found');
    return user.user_id;
  },
  find_user_id_by_name_zip: ({ users }, args) => {
    const [first, last, zip] = ['first_name', 'last_name', 'zip'].map((name) => text(args, name).toLowerCase());
    const user = Object.values(users).find(
      ({ name, address }) =>
        name.first_name.toLowerCase() === first && name.last_name.toLowerCase() === last && address.zip === zip,
    );
    if (user === undefined) throw new RetailError('User not found');
    return user.user_id;
  },
  get_order_details: ({ orders }, args) => found(orders, text(args, 'order_id'), 'Order'),
  get_product_details: ({ products }, args) => found(products, text(args, 'product_id'), 'Product'),
  get_user_details: ({ users }, args) => found(users, text(args, 'user_id'), 'User'),
  list_all_product_types: ({ products }) =>
    Object.fromEntries(
      Object.values(products)
        .map(({ name, product_id: id }) => [name, id] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  cancel_pending_order(database, args) {
    const { order, user } = orderOf(database, args, 'pending');
    const reason = text(args, 'reason');
    if (!['no longer needed', 'ordered by mistake'].includes(reason)) throw new RetailError('Invalid reason');
    const refunds = order.payment_history.map(({ amount, payment_method_id: id }) => {
      const method = methodOf(user, id);
      if (method.source === 'gift_card') method.balance = cents((method.balance ?? 0) + amount);
      return { transaction_type: 'refund', amount, payment_method_id: id };
    });
    return Object.assign(order, {
      status: 'cancelled',
      cancel_reason: reason,
      payment_history: [...order.payment_history, ...refunds],
    });
  },
  modify_pending_order_address: (database, args) =>
    Object.assign(orderOf(database, args, 'pending').order, { address: addressOf(args) }),
  modify_user_address: ({ users }, args) =>
    Object.assign(found(users, text(args, 'user_id'), 'User'), { address: addressOf(args) }),
  modify_pending_order_payment(database, args) {
    const { order, user } = orderOf(database, args, 'pending');
    const method = methodOf(user, text(args, 'payment_method_id'));
    const [paid, ...others] = order.payment_history;
    if (paid === undefined || others.length > 0 || paid.transaction_type !== 'payment')
      throw new RetailError('There should be exactly one payment');
    if (paid.payment_method_id === method.id) throw new RetailError('The new payment method should be another one');
    if (method.source === 'gift_card' && (method.balance ?? 0) < paid.amount)
      throw new RetailError('Insufficient gift card balance to pay for the order');
    const before = methodOf(user, paid.payment_method_id);
    order.payment_history.push(
      { transaction_type: 'payment', amount: paid.amount, payment_method_id: method.id },
      { transaction_type: 'refund', amount: paid.amount, payment_method_id: paid.payment_method_id },
    );
    if (method.source === 'gift_card') method.balance = cents((method.balance ?? 0) - paid.amount);
    if (before.source === 'gift_card') before.balance = cents((before.balance ?? 0) + paid.amount);
    return order;
  },
  modify_pending_order_items(database, args) {
    const { order, method, pairs, difference } = exchangeOf(database, args, 'pending');
    order.payment_history.push({
      transaction_type: difference > 0 ? 'payment' : 'refund',
      amount: Math.abs(difference),
      payment_method_id: method.id,
    });
    if (method.source === 'gift_card') method.balance = cents((method.balance ?? 0) - difference);
    for (const { item, variant } of pairs)
      Object.assign(item, { item_id: variant.item_id, price: variant.price, options: variant.options });
    return Object.assign(order, { status: 'pending (item modified)' });
  },
  exchange_delivered_order_items(database, args) {
    const { order, method, difference } = exchangeOf(database, args, 'delivered');
    return Object.assign(order, {
      status: 'exchange requested',
      exchange_items: [...texts(args, 'item_ids')].sort(),
      exchange_new_items: [...texts(args, 'new_item_ids')].sort(),
      exchange_payment_method_id: method.id,
      exchange_price_difference: difference,
    });
  },
  return_delivered_order_items(database, args) {
    const { order, user } = orderOf(database, args, 'delivered');
    const method = methodOf(user, text(args, 'payment_method_id'));
    if (method.source !== 'gift_card' && method.id !== order.payment_history[0]?.payment_method_id)
      throw new RetailError('Payment method should be either the original payment method or a gift card');
    const ids = itemsOf(order, texts(args, 'item_ids')).map(({ item_id: id }) => id);
    return Object.assign(order, {
      status: 'return requested',
      return_items: ids.sort(),
      return_payment_method_id: method.id,
    });
  },
};
