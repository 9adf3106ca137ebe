import { hostname, userInfo } from 'node:os';
import { ProblemError } from '../../../shared/result';
import { startDatabaseMail } from '../database-mail/queue';
import { openSessionOf, type Desk } from '../engine';
import { findPowerShell } from '../exchange/powershell/find-powershell';
import { openLab } from '../practice/open-lab';
import { practiceSite } from '../practice-site';
import { serverSite } from '../server-site';
import { createRun, lastConnection, openRun, type Run } from '../run/run-folder';
import { settleUnknown } from '../run/settle';
import { openSession } from '../session';
import type { EngineHandlers } from '../types';
import { practicePowerShell } from './start';

type Channels =
  | 'runs.create'
  | 'runs.open'
  | 'runs.close'
  | 'runs.current'
  | 'runs.end'
  | 'page.open'
  | 'step.leave'
  | 'databaseMail.start';

/** One command of the practice cmdlets, which answer at once. */
const practiceLimit = 30_000;

export function runHandlers(desk: Desk): Pick<EngineHandlers, Channels> {
  async function closeOpen(): Promise<void> {
    const session = desk.session;
    desk.session = null;
    await session?.close();
  }

  async function enter(run: Run): Promise<void> {
    try {
      const site = run.state().mode === 'servers' ? await servers() : await practice(run);
      desk.session = openSession(run, site, desk.options.nativeModules);
    } catch (error) {
      await run.close();
      throw error;
    }
  }

  async function practice(run: Run) {
    if (desk.options.world) return desk.options.world.site();
    const { foreignSessions = 0, limitMilliseconds = practiceLimit, ...changes } = desk.options.practice ?? {};
    const lab = await openLab({ folder: run.folder, scenario: run.state().scenario, ...changes });
    await lab.holdForeignSessions(foreignSessions);
    return practiceSite(lab, { powerShell: practicePowerShell(desk.options), limitMilliseconds });
  }

  async function servers() {
    const powerShell = findPowerShell();
    if (powerShell === null) throw needsPowerShell();
    return serverSite(powerShell, await lastConnection(desk.runsFolder));
  }

  return {
    async 'runs.create'(wanted) {
      await closeOpen();
      const started = { user: userInfo().username, machine: hostname(), appVersion: desk.options.appVersion };
      const { mode } = wanted;
      const scenario = wanted.mode === 'practice' ? wanted.scenario : '';
      const run = await createRun(desk.runsFolder, { type: 'run-started', mode, scenario, ...started });
      await enter(run);
      return run.state();
    },
    async 'runs.open'({ runId }, context) {
      await closeOpen();
      const run = await openRun(desk.runsFolder, runId, desk.options.world?.openFile);
      await enter(run);
      // What was under way when the program ended is settled by reading, before anything else.
      await settleUnknown(openSessionOf(desk), context);
      return run.state();
    },
    async 'runs.close'() {
      await closeOpen();
      return {};
    },
    'runs.current': () => Promise.resolve(openSessionOf(desk).run.state()),
    'runs.end': () => openSessionOf(desk).run.record({ type: 'run-ended' }),
    'page.open': ({ page }) => openSessionOf(desk).run.record({ type: 'page-opened', page }),
    'step.leave': ({ step }) => openSessionOf(desk).run.record({ type: 'step-left', step }),
    async 'databaseMail.start'() {
      const session = openSessionOf(desk);
      // Never a queue that somebody else stopped.
      if (session.run.state().queue !== 'stopped-by-run') return session.run.state();
      await startDatabaseMail(await session.sql(), (event) => session.run.record(event));
      return session.run.state();
    },
  };
}

function needsPowerShell(): ProblemError {
  return new ProblemError({
    code: 'powershell/not-found',
    title: 'There is no Windows PowerShell on this computer.',
    detail: 'Exchange is reached through it.',
    hint: 'Run RelayTune on a Windows computer of the domain; practice works here all the same.',
  });
}
