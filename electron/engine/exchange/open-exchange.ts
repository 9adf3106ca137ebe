import { wayNames, waysOf, type Way } from '../../../shared/exchange/ways';
import { ProblemError, toProblem, type Problem } from '../../../shared/result';
import { openPowerShell } from './powershell/session';
import type { OpenExchange, OpenedExchange } from './powershell-runner';
import { connectBy, leaveExchange } from './ways';

/** How long one command to Exchange may take: reading every connector of a large organisation takes a while. Milliseconds. */
export const requestLimit = 120_000;

/**
 * How long an Exchange server may still be at a command whose client is gone: it writes one object of Active Directory, and WinRM gives no
 * request longer than its MaxTimeoutms, a minute unless somebody changed it. Milliseconds.
 */
export const lateWriteMilliseconds = 60_000;

/**
 * Opens Exchange by the chosen way, or by each in turn, every one in a PowerShell of its own.
 * Throws ProblemError: of one way its own, of several one that says why each failed.
 */
export function openExchange(executable: string, limitMilliseconds = requestLimit): OpenExchange {
  return async (target, context) => {
    const failures: [Way, Problem][] = [];
    for (const way of waysOf(target.way)) {
      context.say(`${wayNames[way]}…`);
      try {
        return await tryWay(way);
      } catch (error) {
        const problem = toProblem(error);
        if (context.signal?.aborted || problem.code === 'powershell/not-started') throw error;
        failures.push([way, problem]);
      }
    }
    throw new ProblemError(allFailed(failures));

    async function tryWay(way: Way): Promise<OpenedExchange> {
      const { transcript } = context;
      const session = await openPowerShell({ executable, limitMilliseconds, transcript });
      try {
        const { server } = target;
        const through = await connectBy[way](session, { server, signal: context.signal, say: context.say });
        return { session, through, leave: () => leaveExchange(session) };
      } catch (error) {
        await session.close();
        throw error;
      }
    }
  };
}

function allFailed(failures: readonly [Way, Problem][]): Problem {
  const [first] = failures;
  if (failures.length === 1 && first) return first[1];
  return {
    code: 'exchange/not-connected',
    title: 'No session to Exchange could be opened.',
    detail: failures.map(([way, problem]) => `${wayNames[way]}: ${problem.title} ${problem.detail}`).join('\n'),
    // Kerberos comes first, and what stops it most often stops the others too.
    hint: first?.[1].hint ?? '',
  };
}
