import { Controller, Get, Inject, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { limits, resumeSchema } from '@switchboard/contracts';
import type { Request, Response } from 'express';
import { Authenticate, Who } from '../auth/authenticate';
import { type Identity, requireScope } from '../auth/identity';
import { DESK, type Desk } from '../desk';
import { PUBLISHER, type Publisher } from '../sockets/publisher';
import { known, parse } from './parse';
import { z } from 'zod';

/** Where nothing is heard of a message in this process, it is looked for. */
const lookEveryMs = 1_000;
const querySchema = z.object({ afterSeq: z.coerce.number().pipe(resumeSchema.shape.afterSeq).default(0) });

/** A conversation as server-sent events: its messages in order, and the words of a reply while it is being written. */
@Controller('v1/conversations/:id/stream')
@UseGuards(Authenticate)
export class StreamController {
  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(PUBLISHER) private readonly publisher: Publisher,
  ) {}

  @Get()
  async stream(
    @Who() who: Identity,
    @Param('id') id: string,
    @Query() query: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    requireScope(who, 'conversations:read');
    const conversation = await this.desk.conversations.readConversation(who.workspaceId, known(id));
    let { afterSeq } = parse(querySchema, { afterSeq: request.headers['last-event-id'], ...(query as object) });
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    // Whoever listens knows at once that it is open, also while nothing is said.
    response.flushHeaders();
    const send = (event: string, data: object, seq?: number): void =>
      void response.write(
        `${seq === undefined ? '' : `id: ${seq}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
      );

    let reading: Promise<void> = Promise.resolve();
    const readOn = async (): Promise<void> => {
      const page = { afterSeq, limit: limits.resumeMessages };
      const { items } = await this.desk.conversations.readMessages(who.workspaceId, conversation.id, page);
      for (const message of items) send('message.created', message, message.seq);
      afterSeq = items.at(-1)?.seq ?? afterSeq;
    };
    const look = (): void => void (reading = reading.then(readOn).catch(() => void response.end()));
    const leave = this.publisher.listen(conversation.id, (heard) => {
      if (heard.event === 'message.created') look();
      else send(heard.event, heard.data);
    });
    const timer = setInterval(look, lookEveryMs);
    response.on('close', () => {
      clearInterval(timer);
      leave();
    });
    look();
  }
}
