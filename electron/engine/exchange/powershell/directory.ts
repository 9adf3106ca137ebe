import { renderPowerShell, type Command } from '../../../../shared/exchange/command';
import { ProblemError } from '../../../../shared/result';
import type { ConnectorDirectory, ConnectorText } from '../../site';
import { exchangeProblem } from '../exchange-problem';
import type { PowerShellObject, PowerShellResult } from './envelope';
import type { PowerShellSession } from './session';

/**
 * The two cmdlets in a PowerShell session. `open` starts a session in which they exist; a session that has ended is
 * replaced at the next request, which reads what really happened.
 */
export function powerShellDirectory(
  open: () => Promise<PowerShellSession>,
): ConnectorDirectory & { close(): Promise<void> } {
  let current: Promise<PowerShellSession> | null = null;

  async function run(command: Command): Promise<PowerShellResult> {
    current ??= open();
    const opening = current;
    try {
      const result = await (await opening).run(renderPowerShell(command));
      const [error] = result.errors;
      if (error) throw new ProblemError(exchangeProblem(error));
      return result;
    } catch (error) {
      const ended = error instanceof ProblemError && error.problem.code.startsWith('powershell/');
      if (ended && current === opening) current = null;
      throw error;
    }
  }

  const get = (parameters: Command['parameters']) => run({ cmdlet: 'Get-ReceiveConnector', parameters });
  return {
    list: async () => (await get([])).output.map(toText),
    async read(guid, domainController) {
      const controller = domainController === '' ? [] : ([['DomainController', domainController]] as const);
      const [connector] = (await get([['Identity', guid], ...controller])).output;
      if (!connector)
        throw new ProblemError(
          exchangeProblem({
            message: `No object '${guid}' came back.`,
            fullyQualifiedErrorId: 'ManagementObjectNotFound',
          }),
        );
      return toText(connector);
    },
    run: async (command) => ({ warnings: (await run(command)).warnings }),
    async close() {
      const session = await current?.catch(() => null);
      await session?.close();
    },
  };
}

/** A property without a value is an empty text to `fl`. */
function toText(object: PowerShellObject): ConnectorText {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, value ?? '']));
}
