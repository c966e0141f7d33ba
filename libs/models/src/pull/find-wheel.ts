import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

const reportSchema = z.object({ install: z.array(z.object({ download_info: z.object({ url: z.string() }) })).min(1) });

/** Where the package index that this machine's pip is set up for keeps a wheel. Throws when there is no pip. */
export async function findWheel(name: string, version: string, signal?: AbortSignal): Promise<string> {
  const wanted = [
    'install',
    '--dry-run',
    '--ignore-installed',
    '--no-deps',
    '--only-binary=:all:',
    '--quiet',
    '--report',
    '-',
    `${name}==${version}`,
  ];
  const failures: string[] = [];
  for (const python of ['python3', 'python']) {
    try {
      const options = { timeout: 60_000, maxBuffer: 16 << 20, ...(signal === undefined ? {} : { signal }) };
      const { stdout } = await run(python, ['-m', 'pip', ...wanted], options);
      const url = reportSchema.parse(JSON.parse(stdout)).install[0]?.download_info.url;
      if (url !== undefined) return url;
    } catch (error) {
      failures.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
  }
  throw new Error(`pip cannot find ${name} ${version} (${failures.join('; ')})`);
}
