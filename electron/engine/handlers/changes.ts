import { ProblemError } from '../../../shared/result';
import { readDelays } from '../../../shared/exchange/limits';
import type { Plan, PlanRequest, PlanTarget } from '../../../shared/run/plan';
import { accountTarget, planTimeout } from '../database-mail/account-target';
import { planRestart, queueTarget } from '../database-mail/queue-target';
import { readAccount, readAccounts } from '../database-mail/read-accounts';
import { openSessionOf, type Desk } from '../engine';
import { connectorTarget } from '../exchange/connector-target';
import { planConnections, planEfficiency } from '../exchange/plan-connector';
import { readConnector } from '../exchange/read-connectors';
import { recordConnectors } from './connectors';
import { applyPlan, type WritableTarget } from '../run/apply-plan';
import { chosenAccount, chosenConnector } from '../run/chosen';
import { sealPlan, type PlanDraft } from '../run/plan-store';
import type { Session } from '../session';
import type { CallContext, EngineHandlers } from '../types';

export function changeHandlers(desk: Desk): Pick<EngineHandlers, 'plan' | 'apply'> {
  return {
    async plan(request) {
      const session = openSessionOf(desk);
      return session.plans.add(sealPlan(await draftPlan(session, request), new Date()));
    },
    async apply({ planId, confirmation }, context) {
      const session = openSessionOf(desk);
      const plan = session.plans.take(planId, confirmation);
      try {
        await carryOut(session, plan, context);
      } catch (error) {
        // Something may have been written all the same: the pages show what is there now, if it can be read.
        await refreshed(session, plan).catch(() => undefined);
        throw error;
      }
      return refreshed(session, plan);
    },
  };
}

/** Reads the target as it is now, so that the plan's "before" is the server's, not the page's. */
async function draftPlan(session: Session, request: PlanRequest): Promise<PlanDraft> {
  const state = session.run.state();
  if (request.step === 'restart') return planRestart(await session.sql());
  const connector = await readConnector(session.site.connectors, chosenConnector(state));
  if (request.step === 'connections') return planConnections(connector, request);
  if (request.step === 'efficiency') return planEfficiency(connector, request);
  const account = await readAccount(await session.sql(), chosenAccount(state).accountId);
  if (!account) {
    throw new ProblemError({
      code: 'sql/account-unknown',
      title: 'The account no longer exists.',
      detail: 'It was there when it was chosen.',
      hint: 'Read the accounts again on page 5.',
    });
  }
  return planTimeout(account, request.timeout, readDelays(connector));
}

async function carryOut(session: Session, plan: Plan, context: CallContext): Promise<void> {
  const progress = (text: string, done: number, total: number) => context.progress({ text, done, total, counts: [] });
  const sql = plan.step === 'timeout' || plan.step === 'restart' ? await session.sql() : null;
  const record = (event: Parameters<Session['run']['record']>[0]) => session.run.record(event);

  function target(planned: PlanTarget): WritableTarget {
    if (!sql) return connectorTarget(session.site.connectors, chosenConnector(session.run.state()), planned);
    if (planned.kind === 'account') return accountTarget(sql, planned);
    return queueTarget({
      sql,
      clock: session.site.clock,
      planId: plan.id,
      record,
      say: (text) => progress(text, 0, 1),
    });
  }

  await applyPlan({ plan, target, record, progress, signal: context.signal });
}

/** What the pages show is read anew after a write. */
async function refreshed(session: Session, plan: Plan) {
  const { run } = session;
  if (plan.step === 'timeout')
    return run.record({ type: 'accounts-read', accounts: await readAccounts(await session.sql()) });
  if (plan.step === 'restart') return run.state();
  return recordConnectors(session);
}
