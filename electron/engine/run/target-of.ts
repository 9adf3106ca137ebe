import { domainControllerOf, renderPowerShell } from '../../../shared/exchange/command';
import { connectorByGuid, type Connector } from '../../../shared/exchange/connector';
import { ProblemError, toProblem } from '../../../shared/result';
import type { PlanTarget } from '../../../shared/run/plan';
import { accountTarget } from '../database-mail/account-target';
import { queueTarget } from '../database-mail/queue-target';
import { testMailsTarget } from '../database-mail/test-mails-target';
import { connectorCommand, connectorTarget } from '../exchange/connector-target';
import type { Session } from '../session';
import type { UnreadController } from './apply-problem';
import type { TargetReading, WritableTarget } from './writable-target';

type Act = { planId: string; say(text: string): void };

/**
 * How a planned target is read and written on the run's servers.
 * @throws ProblemError 'plan/stale' for a connector that is not as it was when this was planned
 */
export async function targetOf(session: Session, planned: PlanTarget, { planId, say }: Act): Promise<WritableTarget> {
  if (planned.kind === 'connector')
    return connectorTarget(session.site.exchange, unchangedConnector(session, planned), planned);
  const sql = await session.sql();
  const openWriter = () => session.sqlWriter();
  if (planned.kind === 'account') return accountTarget(sql, planned, openWriter);
  if (planned.kind === 'test-mails') return testMailsTarget(sql, planned, openWriter);
  return queueTarget({
    sql,
    openWriter,
    clock: session.site.clock,
    planId,
    record: (event) => session.run.record(event),
    say,
  });
}

/** The same to be read alone: what a connector is called by now does not matter to its Guid. */
export async function readerOf(session: Session, planned: PlanTarget): Promise<Pick<WritableTarget, 'read'>> {
  const known = knownConnector(session, planned);
  if (known) return connectorTarget(session.site.exchange, known, planned);
  return targetOf(session, planned, { planId: '', say: () => undefined });
}

/**
 * The same through the domain controller it was written through. Where that cannot be read, through the one that the run knows by now:
 * `unread` then says why, and what is read there may be older than the write.
 */
export async function readWhereWritten(
  session: Session,
  planned: PlanTarget,
): Promise<{ reading: TargetReading; unread: UnreadController | null }> {
  const known = knownConnector(session, planned);
  const name = domainControllerOf(planned.command);
  if (!known || name === '') return { reading: await (await readerOf(session, planned)).read(), unread: null };
  const readThrough = (domainController: string) =>
    connectorTarget(session.site.exchange, { ...known, domainController }, planned).read();
  try {
    return { reading: await readThrough(name), unread: null };
  } catch (error) {
    if (known.domainController.toLowerCase() === name.toLowerCase()) throw error;
    return { reading: await readThrough(known.domainController), unread: { name, cause: toProblem(error) } };
  }
}

const knownConnector = ({ run }: Session, { key }: PlanTarget) => connectorByGuid(run.state().connectors, key);

function unchangedConnector(session: Session, planned: PlanTarget): Connector {
  const known = knownConnector(session, planned);
  // What runs is what was shown: read anew since then, a connector may carry another name or domain controller.
  if (known && renderPowerShell(connectorCommand(known, planned)) === planned.command) return known;
  throw new ProblemError({
    code: 'plan/stale',
    title: `${planned.name} was read again since this was planned. Nothing was written.`,
    detail: known ? whatIsOther(known, planned) : 'It is no longer among the connectors.',
    hint: 'Plan again: the new plan starts from what is there now.',
  });
}

function whatIsOther(known: Connector, { name }: PlanTarget): string {
  if (known.identity !== name) return `Identity is ${known.identity}, was ${name}.`;
  return `The command would not be the one that was shown: it would go through ${known.domainController || 'any domain controller'}.`;
}
