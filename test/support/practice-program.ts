import { onTestFinished } from 'vitest';
import { createEngine } from '../../electron/engine/engine';
import type { CallContext, EngineChannel, EngineOptions } from '../../electron/engine/types';
import type { Input, Output } from '../../shared/contract';
import { ProblemError } from '../../shared/result';
import type { PlanRequest } from '../../shared/run/plan';
import type { RunState } from '../../shared/run/state';
import { signIn } from './practice-lab';
import { confirm, connectPractice as connectPracticeBy } from './practice-steps';
import { temporaryFolder } from './temporary-folder';

export { confirm, connections } from './practice-steps';

export type StartOptions = Partial<Pick<EngineOptions, 'dataFolder' | 'practice' | 'world'>>;

/** The program without its window. `start` again with the same folder is the next start of the program. */
export function startProgram({ dataFolder = temporaryFolder(), ...options }: StartOptions = {}) {
  const engine = createEngine({ dataFolder, appVersion: 'test', ...options });
  onTestFinished(() => engine.close());
  const context: CallContext = { signal: new AbortController().signal, progress: () => undefined };

  const call = <C extends EngineChannel>(channel: C, input: Input<C>, more: Partial<CallContext> = {}) =>
    engine.call(channel, input, { ...context, ...more });

  async function ask<C extends EngineChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
    const answer = await call(channel, input);
    if (!answer.ok) throw new ProblemError(answer.error);
    return answer.value as Output<C>;
  }

  const connectPractice = (scenario = 'article') => connectPracticeBy(ask, scenario);

  /** Plans, confirms and applies, as a person would who reads and accepts the confirmation screen. */
  async function change(request: PlanRequest): Promise<RunState> {
    return ask('apply', confirm(await ask('plan', request)));
  }

  return { dataFolder, call, ask, connectPractice, change, close: () => engine.close() };
}

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
