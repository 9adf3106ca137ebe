import { isIP, isIPv4 } from 'node:net';
import { hostname } from 'node:os';
import type { Input, Output } from '../../../shared/contract';
import { firstAccount } from '../../../shared/database-mail/first-account';
import type { Connector } from '../../../shared/exchange/connector';
import { effectiveLimit } from '../../../shared/exchange/effective-limit';
import { readConnectionLimits } from '../../../shared/exchange/limits';
import { addressesOf } from '../../../shared/exchange/source';
import { ProblemError } from '../../../shared/result';
import { clientOf } from '../../../shared/run/client';
import type { LadderResult } from '../../../shared/run/measurement';
import { ladderLength } from '../../../shared/smtp/ladder-length';
import { ladderTimeline, limitOf, type Rung } from '../../../shared/smtp/ladder-reading';
import { readConnector } from '../exchange/read-connectors';
import { chosenConnectors } from '../run/chosen';
import type { Session } from '../session';
import type { Site } from '../site';
import { climbLadder } from '../smtp/ladder';
import type { CallContext } from '../types';
import { siteTime, throttled } from './measure-time';

/** How long all sessions are held once the last is there, in milliseconds of the servers' clock. */
const holdMs = 500;

/** The addresses of this computer that sessions can be opened from. */
export function readSources({ site, run }: Session): Output<'measure.sources'> {
  const own = addressesOf(run.state().source);
  return {
    sources: site.localAddresses().map((each) => ({ ...each, isSqlServer: own.includes(each.address) })),
  };
}

/** Climbs from this computer; throws ProblemError 'measure/...', and what a Stop throws before the first session. */
export async function measureLadder(
  session: Session,
  id: string,
  { phase, sourceAddress }: Input<'measure.ladder'>,
  context: CallContext,
): Promise<LadderResult> {
  const { site, run } = session;
  const localAddress = ownAddress(site, sourceAddress);
  const connector = await readConnector(site.exchange, chosenConnectors(run.state())[0], context.signal);
  const { host, port, most } = await ladderAim(session, connector);
  const serverAddress = await addressOf(site, host, localAddress);
  const connections = await site.openConnections({ host: serverAddress, port }, context.signal);
  context.signal.throwIfAborted();
  const startedAt = siteTime(session);
  const report = throttled((rungs: readonly Rung[]) => {
    const opened = rungs.filter((rung) => rung.failure === null).length;
    context.progress({
      text: 'Opening sessions, sending nothing…',
      done: opened,
      total: most,
      counts: [{ name: 'Sessions open', value: opened }],
      timeline: ladderTimeline(rungs),
    });
  });
  const target = { host: serverAddress, port, localAddress, most, perSecond: site.newSessionsPerSecond };
  const { rungs, limit, ...climb } = await climbLadder(
    { ...target, holdMs, factor: site.clock.factor },
    context.signal,
    report,
  );
  const alreadyOpen = connections?.filter(({ local }) => local === climb.sourceAddress).length ?? null;
  return {
    kind: 'ladder',
    id,
    phase,
    connectorIdentity: connector.identity,
    startedAt,
    endedAt: siteTime(session),
    host,
    port,
    origin: 'here',
    machine: hostname(),
    alreadyOpen,
    ...climb,
    limit: limitOf(limit, alreadyOpen),
    timeline: ladderTimeline(rungs),
  };
}

export type LadderAim = { host: string; port: number; most: number };

/** Where a ladder of the run opens its sessions, and how many at most. */
export async function ladderAim({ site, run }: Session, connector: Connector): Promise<LadderAim> {
  const state = run.state();
  const { limit } = effectiveLimit(readConnectionLimits(connector));
  const most = ladderLength(limit, site.mostSessions);
  const hub = state.hubs.find((each) => each.server === connector.server) ?? { ...connector, fqdn: connector.server };
  const account = firstAccount(state.connection?.profile ?? '', state.accounts);
  return { ...(await site.smtpEndpoint(hub, clientOf({ ...state, account }).port)), most };
}

/** One server for all sessions, since each behind a name counts for itself; of the family that is sent from, IPv4 where any will do. */
export async function addressOf(site: Site, host: string, localAddress: string | undefined): Promise<string> {
  if (isIP(host) !== 0) return host;
  const found = await site.resolve(host);
  const fitting = found.filter((each) => localAddress === undefined || isIP(each) === isIP(localAddress));
  const address = fitting.find((each) => isIPv4(each)) ?? fitting[0];
  if (address !== undefined) return address;
  throw new ProblemError({
    code: 'measure/unknown-server',
    title: `${host} cannot be reached by its name.`,
    detail:
      found.length === 0
        ? 'This computer finds no address for it.'
        : `From ${localAddress} none of ${found.join(', ')} can be reached.`,
    hint: 'Choose another source address, or run ladder.ps1 on the SQL Server.',
  });
}

/** Null leaves the choice to the site. */
export function ownAddress(site: Site, wanted: string | null): string | undefined {
  if (wanted === null) return site.ladderAddress;
  const found = site.localAddresses().find((each) => each.address === wanted);
  if (found) return found.address;
  throw new ProblemError({
    code: 'measure/not-own-address',
    title: 'The sessions cannot be opened from that address.',
    detail: `This computer has no address ${wanted}: it may have changed since the page was opened.`,
    hint: 'Choose another address. To measure from the SQL Server, run ladder.ps1 there.',
  });
}
