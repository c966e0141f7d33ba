import { type RequestListener, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PortInUseError } from './port-in-use-error';

export interface FrontDoor {
  server: Server;
  port: number;
  /** Says what the desk is doing while it starts; readers of /health/ready see it. */
  setReason(reason: string): void;
  /** From now on requests go to the desk. */
  open(handler: RequestListener): void;
}

/**
 * Listens before anything else is ready, so that a busy port is found out at once and a balancer can ask
 * /health/live and /health/ready from the first second. Throws PortInUseError.
 */
export async function openFrontDoor(port: number, host: string): Promise<FrontDoor> {
  let reason = 'starting';
  let handler: RequestListener = (request, response) => {
    const isLive = request.url === '/health/live';
    const body = isLive ? { live: true } : { ready: false, reasons: [reason], parts: [] };
    response.writeHead(isLive ? 200 : 503, { 'Content-Type': 'application/json', 'Retry-After': '2' });
    response.end(JSON.stringify(body));
  };
  const server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(port) : error),
    );
    server.listen(port, host, resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    setReason: (text) => void (reason = text),
    open: (next) => void (handler = next),
  };
}
