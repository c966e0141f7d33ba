import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';

/** A wire between browser and desk that a test can cut: open connections break and new ones are refused. */
export async function openNetwork(targetPort: number) {
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) return void client.destroy();
    const desk = connect(targetPort, '127.0.0.1');
    for (const [from, to] of [
      [client, desk],
      [desk, client],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => (open.delete(from), to.destroy()));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    cut(): void {
      isCut = true;
      open.forEach((socket) => socket.destroy());
    },
    mend(): void {
      isCut = false;
    },
    close(): void {
      open.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}

export type Network = Awaited<ReturnType<typeof openNetwork>>;
