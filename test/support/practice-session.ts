import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { allHandlers } from '../../electron/engine/handlers/all-handlers';
import type { LabSettings } from '../../electron/engine/practice/lab';
import { practiceSite } from '../../electron/engine/practice-site';
import { createRun } from '../../electron/engine/run/run-folder';
import { openSession } from '../../electron/engine/session';
import type { CallContext, EngineChannel } from '../../electron/engine/types';
import type { Input, Output } from '../../shared/contract';
import type { PlanRequest } from '../../shared/run/plan';
import type { RunState } from '../../shared/run/state';
import { startLab } from './practice-lab';
import { confirm } from './practice-program';
import { temporaryFolder } from './temporary-folder';

/** A run with its relay connectors chosen, over a lab that the test holds in its hand: where somebody else changes what the run works on. */
export async function practiceSession(settings: Partial<LabSettings> = {}) {
  const lab = await startLab(settings);
  const dataFolder = temporaryFolder();
  const runsFolder = join(dataFolder, 'runs');
  const started = { scenario: settings.scenario ?? 'article', user: 'admin', machine: 'ADMIN-PC', appVersion: 'test' };
  const run = await createRun(runsFolder, { type: 'run-started', mode: 'practice', ...started });
  const session = openSession(run, practiceSite(lab, { powerShell: null, limitMilliseconds: 30_000 }));
  onTestFinished(() => session.close());
  const handlers = allHandlers({ options: { dataFolder, appVersion: 'test' }, runsFolder, session });
  const context: CallContext = { signal: new AbortController().signal, progress: () => undefined };

  /** The channel's own handler; throws ProblemError. */
  const ask = async <C extends EngineChannel>(channel: C, input: Input<C>): Promise<Output<C>> =>
    handlers[channel](input, context);
  const change = async (request: PlanRequest): Promise<RunState> => ask('apply', confirm(await ask('plan', request)));

  const { connection, sqlPassword } = await ask('connect.suggest', {});
  await ask('connect.check', { connection, sqlPassword });
  const { connectors } = await ask('connectors.read', {});
  await ask('accounts.read', {});
  const relays = connectors.filter(({ name }) => name === 'Relay SQL Server').map(({ guid }) => guid);
  await ask('connectors.choose', { guids: relays });
  return { lab, session, ask, change, relays };
}
