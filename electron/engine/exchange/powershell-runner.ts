import { setTimeout as sleep } from 'node:timers/promises';
import { renderPowerShell, type Command } from '../../../shared/exchange/command';
import { exchangeProblem } from '../../../shared/exchange/exchange-problem';
import { ProblemError } from '../../../shared/result';
import type { CommandRunner, ConnectContext, ExchangeTarget } from './command-runner';
import type { PowerShellError } from './powershell/envelope';
import { processOf } from './powershell/process';
import type { PowerShellSession } from './powershell/session';
import { gone } from './powershell/session-problem';
import { createTranscript, type Transcript } from './powershell/transcript';

export type OpenedExchange = {
  session: PowerShellSession;
  /** "through ..." */
  through: string;
  /** Takes leave of Exchange before the process ends. */
  leave?(): Promise<void>;
};

export type OpenExchange = (
  target: ExchangeTarget,
  context: ConnectContext & { transcript: Transcript },
) => Promise<OpenedExchange>;

const leaveMilliseconds = 10_000;

/**
 * A remote session that is lost while its PowerShell lives: what Invoke-Command itself complains of (a command's own errors
 * carry the command's name), PowerShell's exceptions for it, and WinRM's numbers.
 */
const isBroken = ({ fullyQualifiedErrorId, reason }: PowerShellError) =>
  /InvokeCommandCommand$|PSSessionState|JobFailure|-2144108212|-2144108213/.test(fullyQualifiedErrorId) ||
  /^(?:PSRemoting|InvalidRunspace)/.test(reason);

/**
 * Exchange's commands in one PowerShell session, opened by `open`. A session that has ended, hung or lost its server is
 * never asked again: the next request opens another and reads what really happened.
 */
export function powerShellRunner(open: OpenExchange): CommandRunner {
  const transcript = createTranscript();
  let target: ExchangeTarget | null = null;
  let current: Promise<OpenedExchange> | null = null;
  let through = 'not connected';
  let leaving = new AbortController();
  let isOver = false;

  function opened(context: ConnectContext): Promise<OpenedExchange> {
    if (isOver) throw new ProblemError(gone);
    if (!target) throw new ProblemError(notConnected);
    if (current) return current;
    // Leaving ends an opening in progress too: its sign-in dialog may stay open for ever.
    const ending = new AbortController();
    leaving = ending;
    if (context.signal?.aborted) ending.abort();
    context.signal?.addEventListener('abort', () => ending.abort(), { once: true });
    const opening = open(target, { ...context, signal: ending.signal, transcript });
    current = opening;
    opening.then(
      (exchange) => (through = exchange.through),
      // One that could not be opened is opened anew by the next request.
      () => forget(opening),
    );
    return opening;
  }

  function forget(which: Promise<OpenedExchange>): void {
    if (current === which) current = null;
  }

  async function leave(): Promise<void> {
    const last = current;
    current = null;
    leaving.abort();
    const exchange = await last?.catch(() => null);
    // A request that hangs would hold the leave-taking up behind it.
    await Promise.race([
      exchange?.leave?.().catch(() => undefined),
      sleep(leaveMilliseconds, undefined, { ref: false }),
    ]);
    await exchange?.session.close();
  }

  async function runIn(opening: Promise<OpenedExchange>, command: Command, signal?: AbortSignal) {
    const { session } = await opening;
    return orForget(opening, async () => {
      const { errors, ...result } = await session.run(renderPowerShell(command), { signal });
      const [error] = errors;
      if (!error) return { ...result, screen: withoutWarnings(result.screen, result.warnings) };
      if (isBroken(error))
        throw new ProblemError({ ...gone, detail: `${error.message} What it was doing may be done or not.` });
      throw new ProblemError(exchangeProblem(error));
    });
  }

  /** A session that failed as such is not asked again. */
  async function orForget<T>(opening: Promise<OpenedExchange>, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code.startsWith('powershell/')) {
        forget(opening);
        await (await opening).session.close();
      }
      throw error;
    }
  }

  return {
    aim: (wanted) => void (target = wanted),
    async connect(wanted, context) {
      await leave();
      target = wanted;
      await opened(context);
    },
    through: () => through,
    async run(command, signal) {
      return runIn(opened({ signal, say: () => undefined }), command, signal);
    },
    async hold() {
      const opening = opened({ say: () => undefined });
      const { session } = await opening;
      const writer = await orForget(opening, () => processOf(session));
      return { writer, run: (command) => runIn(opening, command) };
    },
    transcript: () => transcript.entries(),
    close() {
      isOver = true;
      return leave();
    },
  };
}

/** Remoting prints warnings on the screen too, whatever the session's preference says. */
function withoutWarnings(screen: string, warnings: readonly string[]): string {
  const lines = screen.split('\n').filter((line) => !warnings.some((warning) => line.endsWith(warning)));
  return lines.join('\n').trim();
}

const notConnected = {
  code: 'connect/needed',
  title: 'RelayTune is not connected to Exchange yet.',
  detail: 'This step reads the receive connectors.',
  hint: 'Go back to page 1 and connect.',
};
