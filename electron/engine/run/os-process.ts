import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { systemCode } from './durable';

/** Whether a recorded process is one of this computer; older records name none, and were written here. */
export const isOfHere = ({ machine }: { machine?: string | undefined }): boolean =>
  machine === undefined || machine === hostname();

/** Whether there is a process of that number that can still do something. */
export async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) !== 'EPERM') return false;
  }
  return (await processStart(pid)) !== ended;
}

/** What `processStart` answers for a zombie: it still has its number, but does nothing any more. */
const ended = 'ended';

/** Clock ticks since boot at which the process started; '' where the system does not tell (Windows). */
export async function processStart(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the name in brackets and may hold blanks; fields from the third, the state, on.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? ended : (fields[19] ?? '');
}
