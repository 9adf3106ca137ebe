import type { LabConnectorText } from '../lab';
import { amount } from '../exchange/attribute-rules';

/** Exchange 2010's words. The per-source and the total limit differ by "server connections" alone. */
const perSourceReply2010 =
  '421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel';
const perSourceReply2016 =
  '421 4.3.2 The maximum number of concurrent server connections has exceeded a per-source limit, closing transmission channel';
const totalReply =
  '421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel';
export const noConnectorReply = '421 4.3.2 Service not available';

/** Counts open sessions a connector and source, as the transport process does. */
export type SessionCounter = {
  /** Counts a new session in; answers the refusal, or null when it may stay. A refused one is counted out again. */
  enter(connector: LabConnectorText, source: string): string | null;
  leave(connector: LabConnectorText, source: string): void;
  /** Open sessions of a connector, by source. */
  open(connector: LabConnectorText): ReadonlyMap<string, number>;
};

/** @param adminDisplayVersion the hub's: from 2016 on the refusal names the source */
export function createSessionCounter(adminDisplayVersion: string): SessionCounter {
  const perSourceReply = /^Version 15\.[12]/.test(adminDisplayVersion) ? perSourceReply2016 : perSourceReply2010;

  const counts = new Map<string, Map<string, number>>();

  function sources(connector: LabConnectorText): Map<string, number> {
    const guid = String(connector.Guid);
    const known = counts.get(guid) ?? new Map<string, number>();
    counts.set(guid, known);
    return known;
  }

  function leave(connector: LabConnectorText, source: string): void {
    const bySource = sources(connector);
    const left = (bySource.get(source) ?? 1) - 1;
    if (left > 0) bySource.set(source, left);
    else bySource.delete(source);
  }

  return {
    enter(connector, source) {
      const bySource = sources(connector);
      bySource.set(source, (bySource.get(source) ?? 0) + 1);
      const refusal = refusalFor(connector, bySource, source, perSourceReply);
      if (refusal !== null) leave(connector, source);
      return refusal;
    },
    leave,
    open: sources,
  };
}

/** The new session is counted in both numbers: all sessions, and those of its source. */
function refusalFor(
  connector: LabConnectorText,
  bySource: ReadonlyMap<string, number>,
  source: string,
  perSourceReply: string,
): string | null {
  const max = amount(connector.MaxInboundConnection);
  const perSource = amount(connector.MaxInboundConnectionPerSource);
  const share = amount(connector.MaxInboundConnectionPercentagePerSource);
  const all = [...bySource.values()].reduce((sum, count) => sum + count, 0);
  const own = bySource.get(source) ?? 0;
  if (all > max) return totalReply;
  if (own > perSource) return perSourceReply;
  const shareApplies = share < 100 && max !== Infinity;
  return shareApplies && own > Math.ceil(((max - all) * share) / 100) ? perSourceReply : null;
}
