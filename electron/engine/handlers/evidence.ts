import { tornFiles } from '../run/torn-files';
import type { Report } from '../../../shared/report/report';
import { makeReport } from '../../../shared/report/make-report';
import { reportHtml } from '../../../shared/report/report-html';
import { reportJson } from '../../../shared/report/report-json';
import { scrubReport } from '../../../shared/report/scrub-report';
import { scrubber } from '../../../shared/scrub';
import { runbookText, undoScripts } from '../run/runbook-text';
import { openSessionOf, type Desk } from '../desk';
import type { Session } from '../session';
import type { EngineHandlers } from '../types';

/** What is handed on of a run: its report, and the scripts of its changes. Reads the run's folder alone, never a server. */
export function evidenceHandlers(desk: Desk): Pick<EngineHandlers, 'report.text' | 'runbook.text'> {
  return {
    async 'report.text'({ kind, secrets }) {
      const whole = await reportOf(openSessionOf(desk), desk.options.appVersion);
      const report = scrubReport(whole, scrubber(secrets));
      const text = kind === 'html' ? reportHtml(report) : reportJson(report);
      return { fileName: `RelayTune-${report.run.id}.${kind}`, text };
    },
    'runbook.text'({ language, what, planId }) {
      const session = openSessionOf(desk);
      const state = session.run.state();
      // A run that is only read has no plans that wait, and has what it changed.
      const plan = planId === null ? null : session.plans.look(planId);
      const text = runbookText(language, { state, plan, what, writtenAt: new Date() });
      return Promise.resolve({ fileName: `RelayTune-${state.id}-${what}.${language}`, text });
    },
  };
}

async function reportOf({ run }: Session, appVersion: string): Promise<Report> {
  const tornLines = await tornFiles(run.folder);
  const madeAt = new Date();
  return makeReport({
    state: run.state(),
    records: run.records(),
    appVersion,
    runtime: runtimeName(),
    madeAt,
    tornLines,
    undoScripts: undoScripts(run.state(), madeAt),
  });
}

function runtimeName(): string {
  const versions: Readonly<Record<string, string | undefined>> = process.versions;
  return versions.electron === undefined ? `Node ${versions.node ?? ''}` : `Electron ${versions.electron}`;
}
