import { fromRanges, subjectStart } from '../database-mail/test-mails';
import { lessonOf } from '../practice/lessons/lessons';
import type { JournalRecord } from '../run/event';
import { limitDuring, pointerFacts } from '../run/connector-during';
import { connectorsChosen } from '../run/connectors-chosen';
import { damageOf } from '../run/known-in-part';
import { leftSteps } from '../run/left-steps';
import type { Phase } from '../run/measured';
import type { Measurement } from '../run/measurement';
import type { RunState } from '../run/state';
import { decideVerdict } from '../run/verdict';
import { phasePointers } from '../smtp/phase-pointers';
import { acceptancesOf } from './acceptances';
import { reportChanges } from './report-changes';
import type { Report } from './report';
import { unconfirmedOf } from './unconfirmed';

export type ReportFacts = {
  state: RunState;
  /** All of the run's, in order. */
  records: readonly JournalRecord[];
  appVersion: string;
  /** What the program ran on: `Electron 45.4.1`. */
  runtime: string;
  madeAt: Date;
  /** The files of the run's folder that keep lines which a crash had torn. */
  tornLines: readonly string[];
  undoScripts: Report['undo'];
};

/** Everything that the run's record tells, in the order in which it is read. */
export function makeReport(facts: ReportFacts): Report {
  const { state, records, appVersion, runtime, madeAt, undoScripts } = facts;
  const latest = state.after.smtpBurst ?? state.before.smtpBurst;
  return {
    format: 'relaytune-report',
    version: 1,
    madeAt: madeAt.toISOString(),
    appVersion,
    runtime,
    run: runOf(state, records),
    lesson: lessonOf(state),
    connection: state.connection,
    hubs: state.hubs,
    source: state.source,
    connectors: connectorsChosen(state).map(({ identity }) => identity),
    account: state.accounts.find(({ accountId }) => accountId === state.accountId)?.name ?? null,
    verdict: decideVerdict(state),
    checks: state.checks,
    changes: reportChanges(state.changes, records),
    acceptances: acceptancesOf(state),
    before: state.before,
    after: state.after,
    outdated: state.outdated,
    limits: { before: limitsOf(state, 'before'), after: limitsOf(state, 'after') },
    pointers: latest && phasePointers(latest, pointerFacts(state, latest)),
    left: leftSteps(state),
    testMails: testMailsOf(state),
    undo: undoScripts,
    unconfirmed: unconfirmedOf(state),
    journal: journalOf(facts),
  };
}

function limitsOf(state: RunState, phase: Phase): Report['limits'][Phase] {
  const { ladder, smtpBurst, burst } = state[phase];
  const limit = (test: Measurement | null) => test && limitDuring(state, test);
  return { ladder: limit(ladder), smtpBurst: limit(smtpBurst), burst: limit(burst) };
}

function runOf(state: RunState, records: readonly JournalRecord[]): Report['run'] {
  const started = records.find(({ event }) => event.type === 'run-started')?.event;
  const ended = records.filter(({ event }) => event.type === 'run-ended').at(-1);
  const file = state.planFile;
  return {
    id: state.id,
    mode: state.mode,
    scenario: state.scenario,
    ticket: state.ticket,
    user: state.user,
    machine: state.machine,
    appVersion: started?.type === 'run-started' ? started.appVersion : '',
    startedAt: state.startedAt,
    endedAt: ended?.at ?? null,
    planFile: file && {
      savedBy: file.savedBy,
      machine: file.machine,
      savedAt: file.savedAt,
      runId: file.runId,
      sha256: file.sha256,
    },
  };
}

/** Each burst's mails, and how many of them the run itself has removed from msdb. */
const testMailsOf = (state: RunState): Report['testMails'] =>
  state.testMails.map(({ marker, mailIds }) => ({
    subjectStart: subjectStart(marker).trim(),
    queued: fromRanges(mailIds).length,
    removed: state.changes
      .filter((change) => change.outcome === 'applied')
      .map((change) => change.plan.targets[change.target])
      .filter((target) => target?.kind === 'test-mails' && target.key.split(' ')[0] === marker)
      .reduce((sum, target) => sum + Number(target?.changes[0]?.before ?? 0), 0),
  }));

function journalOf({ state, records, tornLines }: ReportFacts): Report['journal'] {
  const { readOnly, clockJumps } = state;
  return {
    records: records.length,
    firstAt: records[0]?.at ?? null,
    lastAt: records.at(-1)?.at ?? null,
    sha256: records.at(-1)?.hash ?? null,
    damage: damageOf(readOnly),
    torn: [...tornLines],
    clockJumps,
  };
}
