import { ChatModelError } from '../chat-model';
import { createTurnstile } from './turnstile';

const signal = new AbortController().signal;

describe('createTurnstile', () => {
  it('serves four in turn, each of whom hears its place', async () => {
    const turnstile = createTurnstile();
    const served: number[] = [];
    const places: number[][] = [[], [], [], []];
    await Promise.all(
      places.map(async (heard, index) => {
        const leave = await turnstile.enter({ signal, onPlace: (place) => heard.push(place) });
        served.push(index);
        await new Promise(setImmediate);
        leave();
      }),
    );
    expect(served).toEqual([0, 1, 2, 3]);
    expect(places).toEqual([[], [2, 1], [3, 2, 1], [4, 3, 2, 1]]);
  });

  it('moves the others up when one gives up', async () => {
    const turnstile = createTurnstile();
    const leave = await turnstile.enter({ signal });
    const abort = new AbortController();
    const second = turnstile.enter({ signal: abort.signal });
    const places: number[] = [];
    const third = turnstile.enter({ signal, onPlace: (place) => places.push(place) });
    abort.abort(new Error('taken over'));
    await expect(second).rejects.toThrow('taken over');
    expect(places).toEqual([3, 2]);
    leave();
    leave();
    (await third)();
    (await turnstile.enter({ signal }))();
  });

  it('sends away who finds too many waiting', async () => {
    const turnstile = createTurnstile(1);
    await turnstile.enter({ signal });
    void turnstile.enter({ signal });
    await expect(turnstile.enter({ signal })).rejects.toThrow(ChatModelError);
  });
});
