import { onTestFinished } from 'vitest';
import { createEngine } from '../../electron/engine/engine';
import type { CallContext, EngineChannel, EngineOptions } from '../../electron/engine/types';
import type { Input, Output } from '../../shared/contract';
import { fittingConnectors, rankConnectors } from '../../shared/exchange/match';
import { firstAccount } from '../../shared/database-mail/first-account';
import { ProblemError } from '../../shared/result';
import { clientOf } from '../../shared/run/client';
import type { PlanRequest } from '../../shared/run/plan';
import type { RunState } from '../../shared/run/state';
import { signIn } from './practice-lab';
import { temporaryFolder } from './temporary-folder';

export type StartOptions = Partial<Pick<EngineOptions, 'dataFolder' | 'practice'>>;

/** The program without its window. `start` again with the same folder is the next start of the program. */
export function startProgram({ dataFolder = temporaryFolder(), practice }: StartOptions = {}) {
  const engine = createEngine({ dataFolder, appVersion: 'test', ...(practice ? { practice } : {}) });
  onTestFinished(() => engine.close());
  const context: CallContext = { signal: new AbortController().signal, progress: () => undefined };

  const call = <C extends EngineChannel>(channel: C, input: Input<C>, more: Partial<CallContext> = {}) =>
    engine.call(channel, input, { ...context, ...more });

  async function ask<C extends EngineChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
    const answer = await call(channel, input);
    if (!answer.ok) throw new ProblemError(answer.error);
    return answer.value as Output<C>;
  }

  /** Page 1 and 2 on the practice servers: connected, checked, what serves the SQL Server chosen. */
  async function connectPractice(scenario = 'article'): Promise<RunState> {
    await ask('runs.create', { mode: 'practice', scenario });
    const { connection, sqlPassword } = await ask('connect.suggest', {});
    await ask('connect.check', { connection, sqlPassword });
    await ask('connectors.read', {});
    const { connectors, source, hubs, accounts } = await ask('accounts.read', {});
    const client = clientOf({ source, hubs, account: firstAccount(connection.profile, accounts) });
    const guids = fittingConnectors(rankConnectors(connectors, client)).map((one) => one.connector.guid);
    return ask('connectors.choose', { guids });
  }

  /** Plans, confirms and applies, as a person would who reads and accepts the confirmation screen. */
  async function change(request: PlanRequest): Promise<RunState> {
    return ask('apply', confirm(await ask('plan', request)));
  }

  return { dataFolder, call, ask, connectPractice, change, close: () => engine.close() };
}

export const confirm = (plan: Output<'plan'>): Input<'apply'> => ({
  planId: plan.id,
  confirmation: {
    hash: plan.hash,
    typedName: plan.typedName,
    ticks: plan.ticks.map((tick) => tick.id),
    ...(plan.ticks.length > 0 ? { reason: 'It is agreed with the team.' } : {}),
  },
});

/** A session of the test's own with a practice run's SQL Server: somebody else at work, or the truth. */
export const besides = ({ source }: RunState) =>
  signIn({
    sql: {
      serverName: 'SQL01',
      host: source.addresses[0]?.address ?? '',
      port: 14_330,
      user: 'relaytune',
      password: 'Practice-only-1',
    },
  });

/** The article's step 2. */
export const connections: PlanRequest = {
  step: 'connections',
  maxInboundConnectionPerSource: '100',
  maxInboundConnectionPercentagePerSource: '3',
};
