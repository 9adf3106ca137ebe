import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Another living program that has the run open; answers the function that ends it. */
export async function holdRun(dataFolder: string, runId: string): Promise<() => void> {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(other, 'spawn');
  await writeFile(join(dataFolder, 'runs', runId, 'lock'), JSON.stringify({ pid: other.pid, startedAt: '' }));
  return () => void other.kill();
}
