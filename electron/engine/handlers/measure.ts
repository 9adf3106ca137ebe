import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { firstAccount } from '../../../shared/database-mail/first-account';
import { effectiveLimit } from '../../../shared/exchange/effective-limit';
import { readConnectionLimits } from '../../../shared/exchange/limits';
import { ProblemError, toProblem } from '../../../shared/result';
import { clientOf } from '../../../shared/run/client';
import type { RunEvent } from '../../../shared/run/event';
import type { Phase } from '../../../shared/run/measured';
import type { Measurement } from '../../../shared/run/measurement';
import type { RunState } from '../../../shared/run/state';
import { settingsChanged } from '../../../shared/run/summary-of-changes';
import { readBacklog, readNewestMail } from '../database-mail/backlog';
import { InterruptedBurst } from '../database-mail/interrupted-burst';
import { openSessionOf, type Desk } from '../engine';
import { readConnector } from '../exchange/read-connectors';
import { chosenConnectors } from '../run/chosen';
import type { Session } from '../session';
import { climbLadder } from '../smtp/ladder';
import type { CallContext, EngineHandlers } from '../types';
import { measureBurst } from './measure-burst';
import { siteTime, throttled } from './measure-time';

/** Where no limit is expected, a ladder that goes on for ever proves nothing more. */
const mostWithoutLimit = 600;
const pastTheLimit = 5;

export function measureHandlers(
  desk: Desk,
): Pick<EngineHandlers, 'measure.ladder' | 'measure.smtpBurst' | 'measure.burst' | 'databaseMail.backlog'> {
  return {
    'measure.ladder': ({ phase }, context) =>
      recorded(openSessionOf(desk), { kind: 'ladder', phase }, (id) => ladder(openSessionOf(desk), id, phase, context)),
    'measure.smtpBurst': () => Promise.reject(new Error('Not there yet.')),
    async 'measure.burst'(wanted, context) {
      const session = openSessionOf(desk);
      const afterMailId = await readNewestMail(await session.sql());
      return recorded(session, { kind: 'databaseMailBurst', phase: wanted.phase, afterMailId }, (id) =>
        measureBurst(session, id, wanted, context),
      );
    },
    'databaseMail.backlog': async () => readBacklog(await openSessionOf(desk).sql()),
  };
}

type Beginning = Omit<Extract<RunEvent, { type: 'measurement-started' }>, 'type' | 'id'>;

/** A test journals its start and its summary; single sessions and mails are no events. */
async function recorded(
  session: Session,
  beginning: Beginning,
  measure: (id: string) => Promise<Measurement>,
): Promise<RunState> {
  if (beginning.phase === 'before' && settingsChanged(session.run.state())) throw tooLate();
  const id = randomBytes(4).toString('hex');
  await session.run.record({ type: 'measurement-started', id, ...beginning });
  try {
    return await session.run.record({ type: 'measurement-finished', result: await measure(id) });
  } catch (error) {
    const queued =
      error instanceof InterruptedBurst ? { testMails: error.testMails, mayHaveMore: error.mayHaveMore } : {};
    await session.run.record({ type: 'measurement-failed', id, problem: toProblem(error), ...queued });
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
  const startedAt = siteTime(session);
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
    endedAt: siteTime(session),
    ...endpoint,
    origin: 'here',
    machine: hostname(),
    alreadyOpen: null,
    timeline: { sliceMs: 1000, slices: [] },
    ...reading,
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
