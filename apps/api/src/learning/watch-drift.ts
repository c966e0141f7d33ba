import type { Readiness } from '@switchboard/contracts';
import type { Workspace } from '@switchboard/workspace';
import type { ModelDesk } from './create-models';

const everyMs = 60_000;

/** Looks once a minute whether the messages of a workspace have moved away from what its model was trained on. */
export function createDriftWatch({
  models,
  listWorkspaces,
  onError,
}: {
  models: Pick<ModelDesk, 'readDrift'>;
  listWorkspaces(): Promise<Workspace[]>;
  onError(error: unknown): void;
}) {
  let drifting: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const found: string[] = [];
    for (const { id, slug } of await listWorkspaces()) {
      const { alerts } = await models.readDrift(id);
      if (alerts.length > 0) found.push(`${slug} (${alerts.join(', ')})`);
    }
    drifting = found;
  }

  return {
    start(): void {
      timer = setInterval(() => void look().catch(onError), everyMs);
      timer.unref();
    },
    stop: (): void => clearInterval(timer),
    /** For /health/ready. */
    part: (): Readiness['parts'][number] =>
      drifting.length === 0
        ? { part: 'intent models', state: 'ready', detail: 'messages are like those of the training period' }
        : {
            part: 'intent models',
            state: 'warning',
            detail: `messages have moved away from the training data: ${drifting.join('; ')}; see Models in the console`,
          },
  };
}
