import { basename } from 'node:path';
import type { Command } from '../../shared/exchange/command';
import { exchangeProblem } from '../../shared/exchange/exchange-problem';
import { ProblemError } from '../../shared/result';
import type { CommandResult, CommandRunner, ExchangeTarget } from './exchange/command-runner';
import { powerShellRunner } from './exchange/powershell-runner';
import { openPowerShell } from './exchange/powershell/session';
import { LabCmdletError, type Lab } from './practice/lab';

export type PracticeExchange = {
  lab: Lab;
  /** The PowerShell that the practice cmdlets run in; null asks the lab's model itself. */
  powerShell: string | null;
  /** How long one command may take, in milliseconds. */
  limitMilliseconds: number;
};

/** The practice organisation's cmdlets: through PowerShell, where what runs is the very text that is shown, or directly. */
export function practiceExchange({ lab, powerShell, limitMilliseconds }: PracticeExchange): CommandRunner {
  return powerShell === null ? directly(lab) : throughPowerShell(lab, powerShell, limitMilliseconds);
}

type Named = Pick<Lab, 'resolve' | 'exchange'>;

/** The practice cmdlets in a PowerShell of this computer, wherever the lab itself runs. */
export function throughPowerShell(
  lab: Named & Pick<Lab, 'cmdletModule'>,
  powerShell: string,
  limitMilliseconds: number,
): CommandRunner {
  return powerShellRunner(async (target, { transcript }) => {
    checkServer(lab, target);
    const session = await openPowerShell({ executable: powerShell, limitMilliseconds, transcript });
    const { errors } = await session.run(lab.cmdletModule, { place: 'here' });
    const [error] = errors;
    if (!error) return { session, through: `through ${basename(powerShell)}` };
    await session.close();
    throw new ProblemError(exchangeProblem(error));
  });
}

/** Where there is no PowerShell the lab's model is asked itself, with the command's parameters. */
function directly(lab: Lab): CommandRunner {
  return {
    aim: () => undefined,
    connect: (target) => attempt(() => checkServer(lab, target)),
    through: () => 'by asking the practice servers directly, since this computer has no PowerShell',
    async run(command) {
      const result = await attempt(() => runInLab(lab, command));
      await lab.durable();
      return result;
    },
    // The lab is part of the program, and ends with it.
    hold: () => Promise.resolve(null),
    transcript: () => [],
    close: () => Promise.resolve(),
  };
}

function runInLab({ cmdlets }: Lab, { cmdlet, parameters, switches = [] }: Command): CommandResult {
  const given = Object.fromEntries(parameters.map(([name, value]) => [name, String(value)]));
  if (cmdlet === 'Get-Command') {
    const name = given.Name ?? '';
    const own = Object.hasOwn(cmdlets.parameters, name) ? cmdlets.parameters[name] : undefined;
    if (!own)
      throw new ProblemError(exchangeProblem({ message: name, fullyQualifiedErrorId: 'CommandNotFoundException' }));
    return { output: [{ Name: name, Parameters: [...own, 'WhatIf'] }], warnings: [], screen: '' };
  }
  const { output, warnings, whatIf } = cmdlets.run(cmdlet, given, switches.includes('WhatIf'));
  return { output, warnings, screen: whatIf === null ? '' : `What if: ${whatIf}` };
}

/** Runs one cmdlet; its error record becomes a Problem. */
function attempt<T>(act: () => T): Promise<T> {
  return new Promise<T>((resolve) => resolve(act())).catch((error: unknown) => {
    throw error instanceof LabCmdletError ? new ProblemError(exchangeProblem(error)) : error;
  });
}

function checkServer(lab: Named, { server }: ExchangeTarget): void {
  if (lab.resolve(server.trim()).length > 0) return;
  const { serverName } = lab.exchange;
  throw new ProblemError({
    code: 'connect/unknown-server',
    title: `There is no Exchange server "${server}" in practice.`,
    detail: `The practice Exchange server is called ${serverName}.`,
    hint: `Enter ${serverName}.`,
  });
}
