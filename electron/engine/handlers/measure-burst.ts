import type { Input, Progress } from '../../../shared/contract';
import { markerOf } from '../../../shared/database-mail/test-mails';
import { expectedNullTimeout } from '../../../shared/database-mail/timeout';
import { sourceText } from '../../../shared/exchange/source';
import { ProblemError } from '../../../shared/result';
import type { Backlog, BurstResult } from '../../../shared/run/measurement';
import { readBacklog } from '../database-mail/backlog';
import { sendBurst, type BurstProgress } from '../database-mail/burst';
import { readAccounts } from '../database-mail/read-accounts';
import { readConfiguration } from '../database-mail/read-facts';
import { chosenConnection, chosenConnectors, profileAccount } from '../run/chosen';
import type { Session } from '../session';
import type { CallContext } from '../types';
import { siteTime, throttled } from './measure-time';

/** A burst through the run's profile to its test mailboxes. Refused where more other mail waits than the user has been shown and accepted. */
export async function measureBurst(
  session: Session,
  id: string,
  { phase, mails, acceptedBacklog }: Input<'measure.burst'>,
  context: CallContext,
): Promise<BurstResult> {
  const { site, run } = session;
  const connection = chosenConnection(run.state());
  const [connector] = chosenConnectors(run.state());
  const sql = await session.sql();
  const backlog = await readBacklog(sql);
  if (backlog.unsent + backlog.retrying > acceptedBacklog) throw realMailWaits(backlog, acceptedBacklog);
  const account = profileAccount({ connection, accounts: await readAccounts(sql, site.resolve) });
  const { retryDelaySeconds } = await readConfiguration(sql);
  const settings = {
    profile: connection.profile,
    mailboxes: connection.testMailboxes,
    mails,
    marker: markerOf(id),
    patienceMs: ((account.timeout ?? expectedNullTimeout) + retryDelaySeconds + 60) * 1000,
  };
  const report = throttled((progress: BurstProgress) => context.progress(shown(progress, mails)));
  const startedAt = siteTime(session);
  const counts = await sendBurst(sql, site.clock, settings, context.signal, report);
  return {
    kind: 'databaseMailBurst',
    id,
    phase,
    connectorIdentity: connector.identity,
    sourceAddress: sourceText(run.state().source),
    accountId: account.accountId,
    profile: connection.profile,
    startedAt,
    endedAt: siteTime(session),
    backlog,
    ...counts,
  };
}

function shown(progress: BurstProgress, mails: number): Progress {
  const { queued, sent, failed, retrying, perMinute, secondsLeft, timeline } = progress;
  return {
    text: queued < mails ? 'Queueing the test mails…' : 'Database Mail is sending…',
    done: sent + failed,
    total: mails,
    counts: [
      { name: 'Queued', value: queued },
      { name: 'Sent', value: sent },
      { name: 'Retrying', value: retrying },
      { name: 'Failed', value: failed },
      { name: 'Mails a minute', value: perMinute },
      ...(secondsLeft === null ? [] : [{ name: 'Seconds left, at this rate', value: secondsLeft }]),
    ],
    timeline,
  };
}

function realMailWaits({ unsent, retrying }: Backlog, accepted: number): ProblemError {
  return new ProblemError({
    code: 'burst/backlog',
    title: `${accepted === 0 ? 'Other' : 'More other'} mail is waiting on this server${accepted === 0 ? '' : ' than you were shown'}. No test mail was queued.`,
    detail: `${unsent} mails are unsent and ${retrying} are retrying${accepted === 0 ? '' : `; you accepted ${accepted}`}: the test would compete with them.`,
    hint: 'Wait until they are gone, or look again and tick that you want the test all the same.',
  });
}
