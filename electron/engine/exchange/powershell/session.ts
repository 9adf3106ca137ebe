import type { PowerShell } from 'node-powershell';
import { ProblemError, toProblem } from '../../../../shared/result';
import { bootstrap } from './bootstrap';
import { bootstrapLine, readEnvelope, runLines, type Place, type PowerShellResult } from './envelope';
import { powerShellEnvironment } from './environment';
import { endedBefore, gone, notStarted, stopped, tooSlow } from './session-problem';
import type { Transcript } from './transcript';

export type PowerShellSettings = {
  /** Absolute path of powershell.exe. */
  executable: string;
  /** How long one request may take, in milliseconds. */
  limitMilliseconds: number;
  /** Where every script that runs is kept with what came back. */
  transcript?: Transcript;
};

export type RunOptions = {
  place?: Place;
  /** Another limit for this request; null waits for ever, as while a sign-in dialog is open. */
  limitMilliseconds?: number | null;
  /** Ends the process, and with it the request. */
  signal?: AbortSignal | undefined;
};

/** One long-lived PowerShell, one request at a time. */
export type PowerShellSession = {
  /** Runs exactly this text. Throws ProblemError 'powershell/...' or 'stopped'; errors of the script come back as data. */
  run(script: string, options?: RunOptions): Promise<PowerShellResult>;
  /** Ends the process, also in the middle of a request. */
  close(): Promise<void>;
};

/** Starts the process and teaches it its functions. Throws ProblemError 'powershell/not-started'. */
export async function openPowerShell(settings: PowerShellSettings): Promise<PowerShellSession> {
  const { shell, ended } = await start(settings);
  let isOpen = true;
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  let turn: Promise<unknown> = Promise.resolve();

  async function send(line: string, options: RunOptions = {}): Promise<string> {
    const { limitMilliseconds = settings.limitMilliseconds, signal } = options;
    if (!isOpen || hasEnded) throw await refused();
    const { early, cancel } = earlyEnd(limitMilliseconds, signal);
    try {
      const answer = await Promise.race([shell.invoke(line), ended, early]);
      if (answer === 'ended') throw new ProblemError(gone);
      if (answer === 'stopped') throw new ProblemError(stopped);
      if (answer === 'too-late') throw new ProblemError(tooSlow(limitMilliseconds ?? 0));
      // `raw` would be stderr's text where there is any.
      return answer.stdout?.toString() ?? '';
    } catch (error) {
      // Whatever went wrong, the stream may be out of step: this process is not asked again.
      await close();
      throw error instanceof ProblemError ? error : new ProblemError({ ...gone, detail: String(error) });
    } finally {
      cancel();
      // It would keep every output.
      shell.history.length = 0;
    }
  }

  async function refused(): Promise<ProblemError> {
    await close();
    return new ProblemError(endedBefore);
  }

  async function close(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    // Its own promise rejects when the process ends with an error: `ended` has it.
    await shell.dispose('SIGKILL').catch(() => undefined);
  }

  async function runNow(script: string, options: RunOptions): Promise<PowerShellResult> {
    const startedAt = performance.now();
    const took = () => performance.now() - startedAt;
    try {
      let output = '';
      for (const line of runLines(script, options.place ?? 'exchange')) output = await send(line, options);
      const result = readEnvelope(output);
      settings.transcript?.add(script, took(), { result });
      return result;
    } catch (error) {
      settings.transcript?.add(script, took(), { problem: toProblem(error) });
      throw error;
    }
  }

  try {
    await send(bootstrapLine(bootstrap));
  } catch (error) {
    throw new ProblemError(notStarted(toProblem(error).detail));
  }
  return {
    run(script, options = {}) {
      const mine = turn.then(() => runNow(script, options));
      turn = mine.catch(() => undefined);
      return mine;
    },
    close,
  };
}

type Started = { shell: PowerShell; ended: Promise<'ended'> };

async function start({ executable }: PowerShellSettings): Promise<Started> {
  const { PowerShell: NodePowerShell } = await import('node-powershell');
  // It would replace the executable.
  delete process.env.NODE_POWERSHELL;
  const shell = new NodePowerShell({
    executable,
    executableOptions: { '-NoProfile': true },
    spawnOptions: { windowsHide: true, env: powerShellEnvironment(process.env) },
    // Text on stderr is not a failure: the envelope carries errors as data.
    throwOnInvocationError: false,
  });
  // A shell that dies while idle rejects this private promise, which would end the engine if nobody took it.
  const { exitPromise } = shell as unknown as { exitPromise: Promise<unknown> };
  const ended = exitPromise.then(
    () => 'ended' as const,
    () => 'ended' as const,
  );
  return { shell, ended };
}

/** Resolves when the time is over or the user stopped; never rejects. */
function earlyEnd(milliseconds: number | null, signal: AbortSignal | undefined) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort: () => void = () => undefined;
  const early = new Promise<'too-late' | 'stopped'>((resolve) => {
    onAbort = () => resolve('stopped');
    if (milliseconds !== null) timer = setTimeout(() => resolve('too-late'), milliseconds);
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
  });
  const cancel = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  };
  return { early, cancel };
}
