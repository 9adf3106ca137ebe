import type { PowerShell } from 'node-powershell';
import { ProblemError, type Problem } from '../../../../shared/result';
import { bootstrap } from './bootstrap';
import { dotSourceLine, readEnvelope, runLine, type PowerShellResult } from './envelope';

export type PowerShellSettings = {
  /** Absolute path of powershell.exe. */
  executable: string;
  /** How long one request may take, in milliseconds. */
  limitMilliseconds: number;
  /** Called with every script that runs and what came back, for the transcript. */
  transcript?(script: string, result: PowerShellResult): void;
};

/** One long-lived PowerShell, one request at a time. */
export type PowerShellSession = {
  /** Runs exactly this text. Throws ProblemError 'powershell/...'; errors of the script itself come back as data. */
  run(script: string): Promise<PowerShellResult>;
  /** Ends the process, also in the middle of a request. */
  close(): Promise<void>;
};

/** Starts the process and teaches it its one function. Throws ProblemError 'powershell/not-started'. */
export async function openPowerShell(settings: PowerShellSettings): Promise<PowerShellSession> {
  const { shell, ended } = await start(settings);
  let isOpen = true;
  let turn: Promise<unknown> = Promise.resolve();

  async function send(line: string): Promise<string> {
    if (!isOpen) throw new ProblemError(gone);
    const { promise: tooLate, cancel } = limit(settings.limitMilliseconds);
    try {
      const answer = await Promise.race([shell.invoke(line), ended, tooLate]);
      if (answer === 'ended') throw new ProblemError(gone);
      if (answer === 'too-late') throw new ProblemError(tooSlow(settings.limitMilliseconds));
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

  async function close(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    // Its own promise rejects when the process ends with an error: `ended` has it.
    await shell.dispose('SIGKILL').catch(() => undefined);
  }

  try {
    await send(dotSourceLine(bootstrap));
  } catch (error) {
    throw new ProblemError(notStarted(error instanceof ProblemError ? error.problem.detail : String(error)));
  }
  return {
    run(script) {
      const mine = turn.then(async () => {
        const result = readEnvelope(await send(runLine(script)));
        settings.transcript?.(script, result);
        return result;
      });
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
    spawnOptions: { windowsHide: true },
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

function limit(milliseconds: number): { promise: Promise<'too-late'>; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const promise = new Promise<'too-late'>((resolve) => {
    timer = setTimeout(() => resolve('too-late'), milliseconds);
  });
  return { promise, cancel: () => clearTimeout(timer) };
}

const gone: Problem = {
  code: 'powershell/ended',
  title: 'The PowerShell session has ended.',
  detail: 'Its process is gone. What it was doing may be done or not.',
  hint: 'Connect again: RelayTune then reads what really happened.',
};

function tooSlow(milliseconds: number): Problem {
  return {
    code: 'powershell/too-slow',
    title: 'PowerShell did not answer in time.',
    detail: `It took longer than ${milliseconds / 1000} s, so its process was ended. What it was doing may be done or not.`,
    hint: 'Connect again: RelayTune then reads what really happened.',
  };
}

function notStarted(detail: string): Problem {
  return {
    code: 'powershell/not-started',
    title: 'PowerShell could not be started.',
    detail,
    hint: 'Windows PowerShell is part of Windows: check that powershell.exe may run on this computer.',
  };
}
