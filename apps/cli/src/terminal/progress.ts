import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  update(done: number, total: number, label: string): void;
  stop(): void;
}

/** Progress on stderr: a bar on a terminal, a line every ten percent otherwise. */
export function createProgress(): Progress {
  return process.stderr.isTTY ? barProgress() : lineProgress();
}

function barProgress(): Progress {
  let bar: SingleBar | null = null;
  return {
    update(done, total, label) {
      if (bar === null) {
        bar = new SingleBar(
          { format: '  {label} [{bar}] {percentage}%', stream: process.stderr, hideCursor: true },
          Presets.shades_classic,
        );
        bar.start(total, done, { label });
      }
      bar.setTotal(total);
      bar.update(done, { label });
    },
    stop() {
      bar?.stop();
      bar = null;
    },
  };
}

function lineProgress(): Progress {
  let last = -1;
  return {
    update(done, total, label) {
      const tenth = total === 0 ? 0 : Math.floor((done / total) * 10);
      if (tenth === last) return;
      last = tenth;
      process.stderr.write(`  ${label} ${tenth * 10} %\n`);
    },
    stop() {
      last = -1;
    },
  };
}
