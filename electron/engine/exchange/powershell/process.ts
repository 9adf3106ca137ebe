import { hostname } from 'node:os';
import type { Writer } from '../../../../shared/run/event';
import { ProblemError } from '../../../../shared/result';
import { isOfHere, isRunning } from '../../run/os-process';
import { waitUntil } from '../../wait-until';
import { openPowerShell, type PowerShellSession } from './session';
import { gone } from './session-problem';

export type PowerShellProcess = Extract<Writer, { kind: 'powershell' }>;

/** One line: the number of this very process, and when it began. PowerShell 2.0 language. */
const whoAmI = `$RelayTuneProcess = [Diagnostics.Process]::GetCurrentProcess()
[string]$RelayTuneProcess.Id + ' ' + $RelayTuneProcess.StartTime.ToUniversalTime().ToString('o')`;

/** The process behind a session, as PowerShell itself tells it. */
export async function processOf(session: PowerShellSession): Promise<PowerShellProcess> {
  const { output } = await session.run(whoAmI, { place: 'here' });
  const [, pid, startedAt] = /^(\d+) (\S+)$/.exec(String(output[0]?.[''])) ?? [];
  if (pid === undefined || startedAt === undefined)
    throw new ProblemError({ ...gone, detail: 'It did not tell which process it is, so nothing was begun.' });
  return { kind: 'powershell', pid: Number(pid), startedAt, machine: hostname() };
}

/** When the process of that number began, epoch milliseconds; null where there is none or it is not told. */
export async function startOf(pid: number, executable: string): Promise<number | null> {
  const output = await ask(executable, startScript(pid));
  const began = Date.parse(output);
  return Number.isNaN(began) ? null : began;
}

const startScript = (pid: number) =>
  `try { [Diagnostics.Process]::GetProcessById(${pid}).StartTime.ToUniversalTime().ToString('o') } catch { 'untold' }`;

const helperLimit = 60_000;
const endMilliseconds = 10_000;

/**
 * Ends a PowerShell that an interrupted program left behind, and waits until it is gone. Another process that has its number by now is
 * left alone: its start time differs; so is every process where the record is of another computer. 'gone': it was not there any more;
 * 'ended': it was until now; 'untold': that cannot be told, or it cannot be ended.
 * @param executable the PowerShell that is asked for it; null where there is none
 */
export async function endPowerShell(
  wanted: PowerShellProcess,
  executable: string | null,
): Promise<'gone' | 'ended' | 'untold'> {
  if (!isOfHere(wanted)) return 'untold';
  if (!(await isRunning(wanted.pid))) return 'gone';
  if (executable === null) return 'untold';
  const answer = await ask(executable, endScript(wanted));
  if (answer === 'gone') return 'gone';
  if (answer !== 'ended') return 'untold';
  const isGone = await waitUntil(async () => !(await isRunning(wanted.pid)), { atMost: endMilliseconds });
  return isGone ? 'ended' : 'untold';
}

/** Asks a PowerShell of its own; answers the first thing it puts out, as text. */
async function ask(executable: string, script: string): Promise<string> {
  const helper = await openPowerShell({ executable, limitMilliseconds: helperLimit });
  try {
    const { output } = await helper.run(script, { place: 'here' });
    return String(output[0]?.['']);
  } finally {
    await helper.close();
  }
}

/**
 * The process is held by its handle before its start time is looked at, so that nobody else can get its number in between. Start
 * times are told in steps of up to a second; two are as good as the same. PowerShell 2.0 language, .NET only.
 */
const endScript = ({ pid, startedAt }: PowerShellProcess) => `$old = $null
try { $old = [Diagnostics.Process]::GetProcessById(${pid}) } catch { if ($_.Exception.InnerException -is [ArgumentException]) { 'gone' } else { 'untold' } }
if ($null -ne $old) {
  try {
    $null = $old.Handle
    $began = [DateTime]::ParseExact('${isoTime(startedAt)}', 'yyyy-MM-ddTHH:mm:ss.fffZ', [Globalization.CultureInfo]::InvariantCulture, 'AdjustToUniversal, AssumeUniversal')
    if ([Math]::Abs(($old.StartTime.ToUniversalTime() - $began).TotalSeconds) -gt 2) { 'gone' } else { $old.Kill(); 'ended' }
  } catch { 'untold' }
}`;

/** Out of the journal into a script: as JavaScript writes a time, and nothing else. */
const isoTime = (text: string) => new Date(text).toISOString();
