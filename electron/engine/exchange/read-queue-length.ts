import { isExchangeProblem } from '../../../shared/exchange/exchange-problem';
import type { CommandRunner } from './command-runner';
import type { PowerShellObject } from './powershell/envelope';

/**
 * Mails that wait on a hub, all its queues together, by Get-Queue; null where this user's roles do not show them, or where a
 * count cannot be read. Shadow queues are left out: they hold copies of what another hub delivers. A session that is gone
 * is no role: its problem is thrown.
 * @param server the hub's name, as its connectors carry it
 */
export async function readQueueLength(
  exchange: CommandRunner,
  server: string,
  signal?: AbortSignal,
): Promise<number | null> {
  try {
    const { output } = await exchange.run({ cmdlet: 'Get-Queue', parameters: [['Server', server]] }, signal);
    const counts = output.filter((queue) => queue.DeliveryType !== 'ShadowRedundancy').map(countOf);
    return counts.every((count) => count !== null) ? counts.reduce((sum, count) => sum + count, 0) : null;
  } catch (error) {
    if (isExchangeProblem(error)) return null;
    throw error;
  }
}

function countOf({ MessageCount }: PowerShellObject): number | null {
  return typeof MessageCount === 'string' && /^\d{1,9}$/.test(MessageCount) ? Number(MessageCount) : null;
}
