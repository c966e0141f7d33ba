import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Status } from '@switchboard/contracts';

/** Reads how the process fares: the event loop's delay since the last reading, memory, and who is connected. */
export function createReadStatus(connected: () => { visitors: number; agents: number }): () => Status {
  const delays = monitorEventLoopDelay({ resolution: 10 });
  delays.enable();
  const inMs = (nanoseconds: number): number => Math.round(nanoseconds / 1e4) / 100;
  return () => {
    const eventLoopDelayMs = {
      p50: inMs(delays.percentile(50)),
      p99: inMs(delays.percentile(99)),
      max: inMs(delays.max),
    };
    delays.reset();
    const { visitors, agents } = connected();
    return {
      version: '0.1.0',
      uptimeSeconds: Math.round(process.uptime()),
      rssMb: Math.round(process.memoryUsage().rss / 1e5) / 10,
      eventLoopDelayMs,
      visitorsConnected: visitors,
      agentsConnected: agents,
    };
  };
}
