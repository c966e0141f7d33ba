import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Database, holdLock, lockDataFolder, migrate, openPGlite, openPostgres } from '@switchboard/db';
import type { Encoder } from '@switchboard/models';
import { readPack } from '@switchboard/packs';
import { type Workspace, type WorkspaceStore, createWorkspaceStore } from '@switchboard/workspace';
import { allScopes } from '../auth/identity';
import type { Config } from '../config/config-schema';
import { type Encoders, createEncoders } from '../encoders/create-encoders';
import { configuredEncoder } from '../encoders/configured-encoder';
import { encoderFor } from '../encoders/encoder-for';
import { encoderNameOf } from '../encoders/encoder-name-of';
import { openNamedEncoder } from '../encoders/open-named-encoder';
import { createLog } from '../log';
import { repositoryRoot } from '../repository-root';
import { type FirstSignIn, ensureAgent } from '../seed/ensure-agent';
import { seedWorkspace } from '../seed/seed-workspace';
import { trainApart } from '../seed/train-apart';
import { expiringCache } from '../wire/expiring-cache';
import { endpointOf } from '../wire/learning/wire-languages';
import { wire } from '../wire/wire';
import { createApplication } from './create-application';
import { openFrontDoor } from './open-front-door';

export interface StartReport {
  /** A step begins. */
  step(text: string): void;
  /** Something the person should know. */
  warn(text: string): void;
  /** Progress of the current step. */
  progress(done: number, total: number, unit: string): void;
}

export interface RunningDesk {
  url: string;
  /** Printed once: the console's first sign-in. Null when somebody has chosen a password. */
  oneTimePassword: FirstSignIn | null;
  stop(): Promise<void>;
}

/** What a change of a workspace's space may take to reach the next turn. */
const settingsTtlMs = 1_000;
const demo = { slug: 'demo', pack: 'retail', lead: { email: 'lead@fellmoor.example', name: 'Robin' } };

/** From nothing to a serving desk: front door, lock, models, database, demo, application. */
export async function startDesk(config: Config, report: StartReport): Promise<RunningDesk> {
  const log = createLog(config.LOG_LEVEL);
  const door = await openFrontDoor(config.PORT, config.HOST);
  const step = (text: string): void => {
    door.setReason(text);
    report.step(text);
  };
  const closing: (() => unknown)[] = [() => door.server.closeAllConnections(), () => door.server.close()];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    if (config.DATABASE_URL === undefined) closing.push(lockDataFolder(config.DATA_DIR));
    step('opening the database');
    const database = await openDatabase(config);
    closing.push(() => database.close());
    await migrate(database);
    const workspaces = createWorkspaceStore(database);
    const names = encoderNames(config, workspaces);
    const encoders = createEncoders({
      openNamed: (name, onProgress) => openNamedEncoder(name, { config, log, onProgress }),
      nameOf: names.of,
      onError: (error) => log.error({ err: error }, 'an encoder could not be opened'),
    });
    closing.push(() => encoders.close());
    await openEncoders(await names.all(), encoders, { ...report, step });
    const processId = randomUUID();
    const wired = await wire({ config, database, encoders, log, processId });
    closing.push(wired.closeOutside);
    const oneTimePassword = await oneAtATime(database, async () => {
      const encoder = encoders.named(await names.demo());
      if (encoder !== null) await seedDemo(config, { ...wired, encoder }, { ...report, step });
      return ensureDemoAgent(wired.workspaces);
    });

    step('opening the desk');
    const { app, handler } = await createApplication(wired, { config, log, server: door.server });
    closing.push(() => app.close());
    closing.push(
      () => wired.stopLanguages(),
      () => wired.stopLearning(),
      () => wired.delivery.stop(),
      () => wired.runner.stop(),
      () => wired.approvals.stop(),
      () => wired.sourceRunner.stop(),
    );
    // An embedded database has one process: whatever is pending was left by one that is gone.
    const everything = database.driver === 'pglite';
    await wired.delivery.sweep(everything);
    void wired.runner.sweep(everything).catch((error: unknown) => log.error({ err: error }, 'recovery failed'));
    wired.delivery.start();
    wired.runner.startSweeping();
    void wired.approvals.sweep(everything).catch((error: unknown) => log.error({ err: error }, 'recovery failed'));
    wired.approvals.startSweeping();
    if (everything) await wired.sources.releaseLeases();
    wired.sourceRunner.start();
    wired.startLearning({ everything });
    wired.startLanguages({ everything });
    door.open(handler);
    return { url: config.PUBLIC_URL ?? `http://localhost:${door.port}`, oneTimePassword, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openDatabase(config: Config): Promise<Database> {
  if (config.DATABASE_URL !== undefined)
    return openPostgres({ url: config.DATABASE_URL, maxConnections: config.DATABASE_POOL });
  return openPGlite({ dataDir: join(config.DATA_DIR, 'database') });
}

/** Which encoder serves a workspace, and which a desk needs from the start: those of its workspaces and of the demo. */
function encoderNames(config: Config, workspaces: WorkspaceStore) {
  const configured = configuredEncoder(config)?.name;
  const nameOf = (workspace: Workspace): string => encoderNameOf(workspace, configured);
  const demoName = async (): Promise<string> => {
    const existing = await workspaces.findWorkspace(demo.slug);
    if (existing !== null) return nameOf(existing);
    return configured ?? encoderFor(readPack(repositoryRoot(), demo.pack).languages);
  };
  return {
    of: expiringCache(settingsTtlMs, async (workspaceId) => nameOf(await workspaces.readWorkspace(workspaceId))),
    demo: demoName,
    async all(): Promise<Set<string>> {
      return new Set([...(await workspaces.listWorkspaces()).map(nameOf), await demoName()]);
    },
  };
}

/** Without its encoder the desk starts all the same, says so, and works by words and people. */
async function openEncoders(names: ReadonlySet<string>, encoders: Encoders, report: StartReport): Promise<void> {
  for (const name of names) {
    report.step(`getting the encoder ${name}`);
    await encoders.open(name).catch((error: unknown) => {
      report.warn(`the desk runs without its encoder: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
}

/** Several desks that start together on one server set the demo up once: the others wait and find it there. */
async function oneAtATime<T>(database: Database, work: () => Promise<T>): Promise<T> {
  if (database.driver === 'pglite') return work();
  return database.transaction(async (tx) => {
    await holdLock(tx, 'demo');
    return work();
  });
}

/** Runs until the demo has a live model; an interrupted first start is taken up by the next. */
async function seedDemo(
  config: Config,
  {
    workspaces,
    knowledge,
    definitions,
    mockRecords,
    datasets,
    models,
    encoder,
  }: Pick<
    Awaited<ReturnType<typeof wire>>,
    'workspaces' | 'knowledge' | 'definitions' | 'mockRecords' | 'datasets' | 'models'
  > & {
    encoder: Encoder;
  },
  report: StartReport,
): Promise<void> {
  const existing = await workspaces.findWorkspace(demo.slug);
  if (existing !== null && (await models.readLive(existing.id)) !== null) return;
  report.step('setting up the demo shop');
  const { workspace } = await seedWorkspace(demo.slug, readPack(repositoryRoot(), demo.pack), {
    workspaces,
    knowledge,
    definitions,
    mockRecords,
    datasets,
    models,
    encoder,
    dataDir: config.DATA_DIR,
    train: trainApart(endpointOf(config)),
    onProgress: ({ step, done, total }) => report.progress(done, total, step),
  });
  if (config.SEED_API_KEY !== undefined) {
    await workspaces.addApiKey(workspace.id, { name: 'seed', key: config.SEED_API_KEY, scopes: allScopes });
  }
}

async function ensureDemoAgent(workspaces: WorkspaceStore): Promise<FirstSignIn | null> {
  const workspace = await workspaces.findWorkspace(demo.slug);
  return workspace === null ? null : ensureAgent(workspace.id, demo.lead, workspaces);
}
