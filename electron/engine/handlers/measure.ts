import { randomBytes } from 'node:crypto';
import { expectedNullTimeout } from '../../../shared/database-mail/timeout';
import { firstAccount } from '../../../shared/database-mail/first-account';
import { sourceText } from '../../../shared/exchange/source';
import { effectiveLimit } from '../../../shared/exchange/effective-limit';
import { readConnectionLimits } from '../../../shared/exchange/limits';
import { ProblemError, toProblem } from '../../../shared/result';
import { clientOf } from '../../../shared/run/client';
import type { Measurement, Phase } from '../../../shared/run/measurement';
import type { RunState } from '../../../shared/run/state';
import { settingsChanged } from '../../../shared/run/summary-of-changes';
import { sendBurst } from '../database-mail/burst';
import { readAccounts } from '../database-mail/read-accounts';
import { openSessionOf, type Desk } from '../engine';
import { readConnector } from '../exchange/read-connectors';
import { chosenAccount, chosenConnection, chosenConnectors } from '../run/chosen';
import { readConfiguration } from '../database-mail/read-facts';
import type { Session } from '../session';
import { climbLadder } from '../smtp/ladder';
import type { CallContext, EngineHandlers } from '../types';

/** Where no limit is expected, a ladder that goes on for ever proves nothing more. */
const mostWithoutLimit = 600;
const pastTheLimit = 5;
/** At most four updates a second reach the page. */
const updateMilliseconds = 250;

export function measureHandlers(desk: Desk): Pick<EngineHandlers, 'measure.ladder' | 'measure.burst'> {
  return {
    'measure.ladder': ({ phase }, context) =>
      recorded(openSessionOf(desk), 'ladder', phase, (id) => ladder(openSessionOf(desk), id, phase, context)),
    'measure.burst': ({ phase, mails }, context) =>
      recorded(openSessionOf(desk), 'databaseMailBurst', phase, (id) =>
        burst(openSessionOf(desk), id, phase, mails, context),
      ),
  };
}

/** A test journals its start and its summary; single sessions and mails are no events. */
async function recorded(
  session: Session,
  kind: Measurement['kind'],
  phase: Phase,
  measure: (id: string) => Promise<Measurement>,
): Promise<RunState> {
  if (phase === 'before' && settingsChanged(session.run.state())) throw tooLate();
  const id = randomBytes(4).toString('hex');
  await session.run.record({ type: 'measurement-started', id, kind, phase });
  try {
    return await session.run.record({ type: 'measurement-finished', result: await measure(id) });
  } catch (error) {
    await session.run.record({ type: 'measurement-failed', id, problem: toProblem(error) });
    throw error;
  }
}

async function ladder(session: Session, id: string, phase: Phase, context: CallContext): Promise<Measurement> {
  const { site, run } = session;
  const state = run.state();
  const connector = await readConnector(site.exchange, chosenConnectors(state)[0]);
  const { limit } = effectiveLimit(readConnectionLimits(connector));
  const most = Math.min(site.mostSessions, limit === null ? mostWithoutLimit : limit + pastTheLimit);
  const hub = state.hubs.find((each) => each.server === connector.server) ?? { ...connector, fqdn: connector.server };
  const account = firstAccount(state.connection?.profile ?? '', state.accounts);
  const endpoint = await site.smtpEndpoint(hub, clientOf({ ...state, account }).port);
  const startedAt = time(session);
  const report = throttled((opened: number) =>
    context.progress({
      text: 'Opening sessions, sending nothing…',
      done: opened,
      total: most,
      counts: [{ name: 'Sessions open', value: opened }],
    }),
  );
  const { sourceAddress, ...reading } = await climbLadder(
    { ...endpoint, localAddress: site.ladderAddress, most },
    context.signal,
    report,
  );
  return {
    kind: 'ladder',
    id,
    phase,
    connectorIdentity: connector.identity,
    sourceAddress,
    startedAt,
    endedAt: time(session),
    ...endpoint,
    ...reading,
  };
}

async function burst(
  session: Session,
  id: string,
  phase: Phase,
  mails: number,
  context: CallContext,
): Promise<Measurement> {
  const { site, run } = session;
  const connection = chosenConnection(run.state());
  const [connector] = chosenConnectors(run.state());
  const sql = await session.sql();
  const account = chosenAccount({ ...run.state(), accounts: await readAccounts(sql, site.resolve) });
  const { retryDelaySeconds } = await readConfiguration(sql);
  const patienceSeconds = (account.timeout ?? expectedNullTimeout) + retryDelaySeconds + 60;
  const startedAt = time(session);
  const report = throttled(
    (progress: { asked: number; sent: number; failed: number; retrying: number; unsent: number }) =>
      context.progress({
        text: progress.asked < mails ? 'Queueing the test mails…' : 'Database Mail is sending…',
        done: progress.sent + progress.failed,
        total: mails,
        counts: [
          { name: 'Queued', value: progress.asked },
          { name: 'Sent', value: progress.sent },
          { name: 'Retrying', value: progress.retrying },
          { name: 'Failed', value: progress.failed },
        ],
      }),
  );
  const settings = {
    profile: connection.profile,
    mailboxes: connection.testMailboxes,
    mails,
    marker: `run-${id}`,
    patienceMs: patienceSeconds * 1000,
  };
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
    endedAt: time(session),
    ...counts,
  };
}

function tooLate(): ProblemError {
  return new ProblemError({
    code: 'measure/too-late',
    title: 'It is too late to measure how it was before.',
    detail: 'This run has changed settings since.',
    hint: 'Measure on page 6; for a new comparison, start a new run.',
  });
}

const time = (session: Session) => new Date(session.site.clock.now()).toISOString();

function throttled<T>(act: (value: T) => void): (value: T) => void {
  let last = -Infinity;
  return (value) => {
    if (performance.now() - last < updateMilliseconds) return;
    last = performance.now();
    act(value);
  };
}
