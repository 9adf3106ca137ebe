import type { Report } from '../../../shared/report/report';
import { makeReport } from '../../../shared/report/make-report';
import { reportHtml } from '../../../shared/report/report-html';
import { reportJson } from '../../../shared/report/report-json';
import { openSessionOf, type Desk } from '../engine';
import type { Session } from '../session';
import type { EngineHandlers } from '../types';

/** What is handed on of a run: its report, and the scripts of its changes. Reads the record alone, never a server. */
export function evidenceHandlers(desk: Desk): Pick<EngineHandlers, 'report.text' | 'runbook.text'> {
  return {
    'report.text'({ kind }) {
      const report = reportOf(openSessionOf(desk), desk.options.appVersion);
      const text = kind === 'html' ? reportHtml(report) : reportJson(report);
      return Promise.resolve({ fileName: `RelayTune-${report.run.id}.${kind}`, text });
    },
    'runbook.text': () => Promise.reject(new Error('Not there yet.')),
  };
}

function reportOf({ run }: Session, appVersion: string): Report {
  return makeReport({
    state: run.state(),
    records: run.records(),
    appVersion,
    runtime: runtimeName(),
    madeAt: new Date(),
    undoScripts: { ps1: null, sql: null },
  });
}

function runtimeName(): string {
  const { electron, node } = process.versions;
  return electron === undefined ? `Node ${node}` : `Electron ${electron}`;
}
