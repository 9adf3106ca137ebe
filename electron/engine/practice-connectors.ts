import type { Command } from '../../shared/exchange/command';
import { ProblemError } from '../../shared/result';
import { exchangeProblem } from './exchange/exchange-problem';
import { powerShellDirectory } from './exchange/powershell/directory';
import { openPowerShell, type PowerShellSession } from './exchange/powershell/session';
import { LabCmdletError, type Lab } from './practice/lab';
import type { ConnectorDirectory } from './site';

type Closable = { close(): Promise<void> };

/** The lab's connectors, through the PowerShell of that path, or asked directly where it is null. */
export function practiceConnectors(lab: Lab, powerShell: string | null): ConnectorDirectory & Closable {
  return powerShell === null ? directConnectors(lab) : powerShellDirectory(() => openPractice(lab, powerShell));
}

const limitMilliseconds = 30_000;

/** A PowerShell with the practice cmdlets in it: what runs is the very text that is shown. */
async function openPractice(lab: Lab, executable: string): Promise<PowerShellSession> {
  const session = await openPowerShell({ executable, limitMilliseconds });
  const { errors } = await session.run(lab.cmdletModule);
  const [error] = errors;
  if (error) throw new ProblemError(exchangeProblem(error));
  return session;
}

/** Where there is no PowerShell the lab's model is asked itself, with the command's parameters. */
function directConnectors(lab: Lab): ConnectorDirectory & Closable {
  return {
    list: () => attempt(() => lab.directory.list()),
    read: (guid, domainController) => attempt(() => lab.directory.get(guid, domainController)),
    async run(command) {
      const ran = await attempt(() => runInLab(lab, command));
      await lab.durable();
      return ran;
    },
    close: () => Promise.resolve(),
  };
}

/** The lab's directory takes a command's parameters, not its text: the text runs where there is a PowerShell. */
function runInLab(lab: Lab, command: Command): { warnings: string[] } {
  const parameters = new Map(command.parameters);
  const identity = parameters.get('Identity');
  if (command.cmdlet !== 'Set-ReceiveConnector' || identity === undefined) {
    throw new TypeError(`The practice servers do not know ${command.cmdlet}.`);
  }
  const domainController = parameters.get('DomainController');
  const settings = command.parameters.filter(([name]) => name !== 'Identity' && name !== 'DomainController');
  return lab.directory.set(identity, Object.fromEntries(settings), domainController);
}

/** Runs one cmdlet; its error record becomes a Problem. */
function attempt<T>(act: () => T): Promise<T> {
  try {
    return Promise.resolve(act());
  } catch (error) {
    if (!(error instanceof LabCmdletError)) throw error;
    throw new ProblemError(exchangeProblem(error));
  }
}
