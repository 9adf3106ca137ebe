import type { Input } from '../../../shared/contract';
import { ProblemError, toProblem } from '../../../shared/result';
import { canBePlayed, unknownPracticeScenario } from '../../../shared/practice/unknown-scenario';
import { canBeRead } from '../../../shared/run/can-be-read';
import { journalFormat, type RunEvent } from '../../../shared/run/event';
import { readPlanFile } from '../../../shared/run/plan-file-reading';
import { unknownScenario } from '../../../shared/run/plan-file-problem';
import { startDatabaseMail, startForNow } from '../database-mail/queue';
import { mailQueue } from '../database-mail/queue-target';
import { openSessionOf, type Desk } from '../desk';
import { findPowerShell } from '../exchange/powershell/find-powershell';
import { openLab } from '../practice/open-lab';
import { practiceSite } from '../practice-site';
import { serverSite } from '../server-site';
import { readOnlySession } from '../read-only-session';
import { untilNobodyWrites } from '../run/old-writers';
import { createRun, lastConnection, openRun, readRun, type Run } from '../run/run-folder';
import { settleUnknown } from '../run/settle';
import { whoAndWhere } from '../run/who-and-where';
import { openSession } from '../session';
import type { EngineHandlers } from '../types';
import { planFileRules } from './plan-file';
import { practicePowerShell } from './start';

type Channels =
  | 'runs.create'
  | 'runs.open'
  | 'runs.close'
  | 'runs.current'
  | 'runs.end'
  | 'page.open'
  | 'step.leave'
  | 'databaseMail.start'
  | 'planFile.import';

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

  /** A new run; `events` are on record before its servers are opened. */
  async function begin(wanted: Input<'runs.create'>, ...events: readonly RunEvent[]) {
    const { mode } = wanted;
    const scenario = wanted.mode === 'practice' ? wanted.scenario : '';
    if (!canBePlayed({ mode, scenario })) throw unknownPracticeScenario(scenario);
    await closeOpen();
    const started = { ...whoAndWhere(), appVersion: desk.options.appVersion, format: journalFormat };
    const run = await createRun(desk.runsFolder, { type: 'run-started', mode, scenario, ...started });
    try {
      for (const event of events) await run.record(event);
    } catch (error) {
      await run.close();
      throw error;
    }
    await enter(run);
    return run.state();
  }

  /** A run whose servers are there; throws ProblemError, and then holds nothing. */
  async function openToGoOn(runId: string): Promise<Run> {
    const run = await openRun(desk.runsFolder, runId, desk.options.world?.openFile);
    if (canBePlayed(run.state())) return run;
    await run.close();
    throw unknownPracticeScenario(run.state().scenario);
  }

  async function practice(run: Run) {
    if (desk.options.world) return desk.options.world.site();
    const { foreignSessions = 0, limitMilliseconds = practiceLimit, ...changes } = desk.options.practice ?? {};
    const { scenario, planFile } = run.state();
    // The connectors of a plan file from practice name its network; in another one they would have drifted.
    const network = planFile?.practiceNetwork;
    const lab = await openLab({ folder: run.folder, scenario, ...(network ? { network } : {}), ...changes });
    await lab.holdForeignSessions(foreignSessions);
    return practiceSite(lab, { powerShell: practicePowerShell(desk.options), limitMilliseconds });
  }

  async function servers() {
    const powerShell = findPowerShell();
    if (powerShell === null) throw needsPowerShell();
    return serverSite(powerShell, await lastConnection(desk.runsFolder));
  }

  return {
    'runs.create': (wanted) => begin(wanted),
    async 'planFile.import'({ text }) {
      const file = readPlanFile(text, planFileRules());
      const { mode, scenario } = file;
      if (!canBePlayed(file)) throw unknownScenario(scenario);
      return begin({ mode, scenario }, { type: 'plan-file-opened', file });
    },
    async 'runs.open'({ runId }, context) {
      await closeOpen();
      const run = await openToGoOn(runId).catch(async (error: unknown) => {
        const why = toProblem(error);
        if (!canBeRead(why)) throw error;
        const looked = await readRun(desk.runsFolder, runId, why);
        desk.session = readOnlySession(looked, looked.state().readOnly ?? why);
        return looked;
      });
      if (run.state().readOnly) return run.state();
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
    async 'databaseMail.start'(_input, context) {
      const session = openSessionOf(desk);
      const { readOnly, queue, changes } = session.run.state();
      if (readOnly) throw new ProblemError(readOnly);
      // Never a queue that somebody else stopped.
      if (queue !== 'stopped-by-run') return session.run.state();
      const sql = await session.sql();
      const record = (event: RunEvent) => session.run.record(event);
      if (changes.some(({ plan, outcome }) => plan.step === 'restart' && outcome === 'unknown')) {
        // Its stop may still come, after this start.
        await startForNow(sql, record);
        await untilNobodyWrites(session, [mailQueue], context);
      }
      await startDatabaseMail(sql, record);
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
