import { connectorByGuid, type Connector } from '../../../shared/exchange/connector';
import { ProblemError } from '../../../shared/result';
import { acceptedOf } from '../../../shared/run/acceptance';
import type { Plan, PlanRequest, PlanTarget } from '../../../shared/run/plan';
import { planTimeout } from '../database-mail/plan-timeout';
import { planRestart } from '../database-mail/queue-target';
import { readAccounts } from '../database-mail/read-accounts';
import { planRemoval } from '../database-mail/test-mails-target';
import { openSessionOf, type Desk } from '../desk';
import type { CommandRunner } from '../exchange/command-runner';
import { planConnections, planEfficiency, withWhatIf } from '../exchange/plan-connector';
import { readConnector } from '../exchange/read-connectors';
import { recordConnectors } from './connectors';
import { applyPlan, type ApplySettings } from '../run/apply-plan';
import { chosenAccount, chosenConnectors } from '../run/chosen';
import { continuePlan } from '../run/continue-plan';
import { checkRequest } from '../run/plan-file-lock';
import { planFromFile } from '../run/plan-from-file';
import { sealPlan, type PlanDraft } from '../run/plan-store';
import { planUndo } from '../run/plan-undo';
import { untilNobodyWrites } from '../run/old-writers';
import { settleUnknown } from '../run/settle';
import { targetOf } from '../run/target-of';
import { timeoutWish } from '../run/timeout-wish';
import type { Session } from '../session';
import type { CallContext, EngineHandlers } from '../types';

export function changeHandlers(desk: Desk): Pick<EngineHandlers, 'plan' | 'apply' | 'changes.settle'> {
  return {
    async plan(request, context) {
      const session = openSessionOf(desk);
      checkRequest(session.run.state(), request);
      return session.plans.add(sealPlan(await draftPlan(session, request, context), new Date()));
    },
    async 'changes.settle'(_input, context) {
      const session = openSessionOf(desk);
      const problem = await settleUnknown(session, context);
      if (problem) throw new ProblemError(problem);
      return session.run.state();
    },
    async apply({ planId, confirmation }, context) {
      const session = openSessionOf(desk);
      const plan = session.plans.take(planId, confirmation);
      try {
        await carryOut(session, { plan, accepted: acceptedOf(plan, confirmation) }, context);
      } catch (error) {
        // Something may have been written all the same: the pages show what is there now, if it can be read.
        await refreshed(session, plan).catch(() => undefined);
        throw error;
      }
      // The change is on record: what the pages show can be read again later.
      return refreshed(session, plan).catch(() => session.run.state());
    },
  };
}

/** Reads the target as it is now, so that the plan's "before" is the server's, not the page's. */
async function draftPlan(session: Session, request: PlanRequest, context: CallContext): Promise<PlanDraft> {
  switch (request.step) {
    case 'restart':
      return planRestart(await session.sql());
    case 'remove-test-mails':
      return planRemoval(await session.sql(), session.run.state().testMails);
    case 'undo':
      return planUndo(session, request, { readConnectors: () => recordConnectors(session), context });
    case 'continue':
      return continuePlan(session, request.planId, context);
    case 'from-file':
      return planFromFile(session, request.index);
    case 'timeout':
      return draftTimeout(session, request);
    case 'connections':
    case 'efficiency': {
      const { exchange } = session.site;
      const [first, ...others] = chosenConnectors(session.run.state());
      const connectors = [await readConnector(exchange, first), ...(await readEach(exchange, others))] as const;
      // Renamed by somebody since, one would be planned under a name that the run does not know.
      if (connectors.some(({ guid, identity }) => identityOf(session, guid) !== identity))
        await recordConnectors(session);
      const draft =
        request.step === 'connections' ? planConnections(connectors, request) : planEfficiency(connectors, request);
      return withWhatIf(exchange, draft, connectors);
    }
  }
}

const identityOf = ({ run }: Session, guid: string) => connectorByGuid(run.state().connectors, guid)?.identity;

async function draftTimeout(session: Session, request: Extract<PlanRequest, { step: 'timeout' }>): Promise<PlanDraft> {
  const wish = await timeoutWish(session, chosenAccount(session.run.state()).accountId);
  return planTimeout({ ...wish, typed: request.timeout });
}

async function readEach(exchange: CommandRunner, known: readonly Connector[]): Promise<Connector[]> {
  const read: Connector[] = [];
  for (const connector of known) read.push(await readConnector(exchange, connector));
  return read;
}

async function carryOut(
  session: Session,
  { plan, accepted = null }: Pick<ApplySettings, 'plan' | 'accepted'>,
  context: CallContext,
): Promise<void> {
  const progress = (text: string, done: number, total: number) => context.progress({ text, done, total, counts: [] });
  await untilNobodyWrites(session, plan.targets, context);
  await applyPlan({
    plan,
    accepted,
    target: (planned) => targetOf(session, planned, { planId: plan.id, say: (text) => progress(text, 0, 1) }),
    record: (event) => session.run.record(event),
    progress,
    signal: context.signal,
  });
}

const touches = ({ targets }: Plan, kind: PlanTarget['kind']) => targets.some((target) => target.kind === kind);

/** What the pages show is read anew after a write. */
async function refreshed(session: Session, plan: Plan) {
  const { run, site } = session;
  if (touches(plan, 'account'))
    await run.record({ type: 'accounts-read', accounts: await readAccounts(await session.sql(), site.resolve) });
  return touches(plan, 'connector') ? recordConnectors(session) : run.state();
}
