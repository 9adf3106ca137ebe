import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder';

/** What happens to the n-th request: the process dies before it is read, or after it was carried out, or it is never answered. */
export type PowerShellFault = 'dies before' | 'dies after' | 'hangs';

export type ShakyPowerShell = {
  /** Absolute path, to be started as PowerShell. */
  executable: string;
  /** Breaks the n-th request from now on, once, in whichever process it comes; 0 disarms. */
  arm(n: number, fault: PowerShellFault): Promise<void>;
  /** Every line that was sent to it, as sent. */
  sent(): Promise<string[]>;
};

/** A real PowerShell behind a process that breaks on demand: requests are counted across restarts, by the lines that run them. */
export async function shakyPowerShell(real: string): Promise<ShakyPowerShell> {
  const folder = temporaryFolder();
  const fuse = join(folder, 'fuse');
  const log = join(folder, 'sent');
  const executable = join(folder, 'pwsh');
  const arm = (n: number, fault: PowerShellFault) => writeFile(fuse, `${n} ${fault}`);
  await arm(0, 'hangs');
  await writeFile(executable, script(real, fuse, log));
  await chmod(executable, 0o755);
  const sent = async () => (await readFile(log, 'utf8')).split('\n');
  return { executable, arm, sent };
}

const script = (real: string, fuse: string, log: string) => `#!${process.execPath}
const { spawn } = require('node:child_process');
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const fuse = ${JSON.stringify(fuse)};
const child = spawn(${JSON.stringify(real)}, process.argv.slice(2), { stdio: ['pipe', 'pipe', 'inherit'] });
const die = () => {
  child.kill('SIGKILL');
  process.kill(process.pid, 'SIGKILL');
};
let isDying = false;
child.stdout.on('data', (chunk) => {
  if (!isDying) process.stdout.write(chunk);
  else if (String(chunk).includes('RT1:')) die();
});
child.once('exit', () => process.exit(1));
let text = '';
process.stdin.on('data', (chunk) => {
  text += chunk;
  const lines = text.split('\\n');
  text = lines.pop();
  for (const line of lines) take(line);
});
process.stdin.once('end', die);
function take(line) {
  appendFileSync(${JSON.stringify(log)}, line + '\\n');
  const [left, ...fault] = readFileSync(fuse, 'utf8').split(' ');
  if (line.startsWith('RelayTuneRun') && Number(left) > 0) {
    writeFileSync(fuse, [Number(left) - 1, ...fault].join(' '));
    if (left === '1' && fault.join(' ') === 'hangs') return;
    if (left === '1' && fault.join(' ') === 'dies before') return die();
    if (left === '1') isDying = true;
  }
  child.stdin.write(line + '\\n');
}
`;
