import { IoAdapter } from '@nestjs/platform-socket.io';
import type { INestApplicationContext } from '@nestjs/common';
import { limits } from '@switchboard/contracts';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Redis } from 'ioredis';
import type { Server, ServerOptions } from 'socket.io';

/** Socket.IO on the desk's server; with Redis, events reach the clients of every process. */
export class SocketAdapter extends IoAdapter {
  private redis: Redis | null = null;

  constructor(
    app: INestApplicationContext,
    private readonly redisUrl: string | undefined,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, {
      ...(options as ServerOptions),
      maxHttpBufferSize: limits.socketFrameBytes,
      // The widget stands on other sites and sends a token, never a cookie.
      cors: { origin: '*', credentials: false },
      serveClient: false,
    }) as Server;
    if (this.redisUrl !== undefined) {
      this.redis = new Redis(this.redisUrl);
      server.adapter(createAdapter(this.redis));
    }
    return server;
  }

  override async dispose(): Promise<void> {
    await super.dispose();
    this.redis?.disconnect();
  }
}
