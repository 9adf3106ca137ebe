import type { EngineChannel } from '../../electron/engine/types';
import type { Input, Output } from '../../shared/contract';
import { firstAccount } from '../../shared/database-mail/first-account';
import { fittingConnectors, rankConnectors } from '../../shared/exchange/match';
import { clientOf } from '../../shared/run/client';
import { asksForReason } from '../../shared/run/acceptance';
import type { PlanRequest } from '../../shared/run/plan';
import type { RunState } from '../../shared/run/state';

/** Asks the engine; throws ProblemError where it refuses. */
export type Ask = <C extends EngineChannel>(channel: C, input: Input<C>) => Promise<Output<C>>;

/** Page 1 and 2 on the practice servers: connected, checked, what serves the SQL Server chosen. */
export async function connectPractice(ask: Ask, scenario: string): Promise<RunState> {
  await ask('runs.create', { mode: 'practice', scenario });
  return connectRun(ask);
}

/** The same of a run that was begun already. */
export async function connectRun(ask: Ask): Promise<RunState> {
  const { connection, sqlPassword } = await ask('connect.suggest', {});
  await ask('connect.check', { connection, sqlPassword });
  return chooseFitting(ask);
}

/** Page 2: what serves the SQL Server, chosen. */
export async function chooseFitting(ask: Ask): Promise<RunState> {
  await ask('connectors.read', {});
  const { connection, connectors, source, hubs, accounts } = await ask('accounts.read', {});
  const client = clientOf({ source, hubs, account: firstAccount(connection?.profile ?? '', accounts) });
  const guids = fittingConnectors(rankConnectors(connectors, client)).map((one) => one.connector.guid);
  return ask('connectors.choose', { guids });
}

/** An SMTP burst as it is offered, before the changes. */
export const plainSmtpBurst: Input<'measure.smtpBurst'> = {
  phase: 'before',
  mails: 100,
  connections: 'one-per-mail',
  sessions: 50,
  ratePerSecond: null,
  sourceAddress: null,
  encrypt: false,
  signIn: null,
  acceptedOutside: [],
};

export const confirm = (plan: Output<'plan'>): Input<'apply'> => ({
  planId: plan.id,
  confirmation: {
    hash: plan.hash,
    typedName: plan.typedName,
    ticks: plan.ticks.map((tick) => tick.id),
    ...(asksForReason(plan) ? { reason: 'It is agreed with the team.' } : {}),
  },
});

/** The article's step 2. */
export const connections: PlanRequest = {
  step: 'connections',
  maxInboundConnectionPerSource: '100',
  maxInboundConnectionPercentagePerSource: '3',
};
