import type { TestMails } from '../database-mail/test-mails';
import { noSource } from '../exchange/source';
import { isSameServer, type Connection } from './connection';
import type { JournalRecord, RunEvent } from './event';
import type { Measurement } from './measurement';
import { notMade } from './not-made';
import { outdatedSince } from './outdated';
import type { ChangeRecord, RunState } from './state';

/** The state of a run from its records, and nothing else. Total: an event that makes no sense here changes nothing. */
export function foldEvents(id: string, records: readonly JournalRecord[]): RunState {
  return records.reduce(applyRecord, emptyRun(id));
}

const emptyRun = (id: string): RunState => ({
  id,
  mode: 'practice',
  scenario: '',
  startedAt: '',
  user: '',
  machine: '',
  ticket: '',
  kept: [],
  planFile: null,
  readOnly: null,
  keptAside: null,
  at: '',
  clockJumps: [],
  page: 'connect',
  connection: null,
  checks: [],
  connectors: [],
  hubs: [],
  source: noSource,
  connectorGuids: [],
  accounts: [],
  accountId: null,
  before: { ladder: null, smtpBurst: null, burst: null },
  after: { ladder: null, smtpBurst: null, burst: null },
  outdated: [],
  changesAtTest: { ladder: 0, smtpBurst: 0, burst: 0 },
  testMails: [],
  changes: [],
  left: [],
  queue: 'untouched',
  measuring: null,
  cutOff: [],
  ended: false,
});

/** One more record. */
export function applyRecord(before: RunState, record: JournalRecord): RunState {
  return applyEvent(withTime(before, record), record);
}

/** ISO times of one zone: the later one comes after. */
const withTime = (state: RunState, { at, seq }: JournalRecord): RunState => ({
  ...state,
  at,
  clockJumps: at < state.at ? [...state.clockJumps, { seq, from: state.at, to: at }] : state.clockJumps,
});

function applyEvent(state: RunState, record: JournalRecord): RunState {
  const event = record.event;
  switch (event.type) {
    case 'run-started':
      return {
        ...state,
        mode: event.mode,
        scenario: event.scenario,
        startedAt: record.at,
        user: event.user,
        machine: event.machine,
      };
    case 'ticket-set':
      return { ...state, ticket: event.ticket };
    case 'plan-kept':
      return { ...state, kept: [...state.kept.filter((plan) => plan.step !== event.plan.step), event.plan] };
    case 'plan-file-opened':
      return { ...state, planFile: event.file, ticket: event.file.ticket };
    case 'page-opened':
      return { ...state, page: event.page };
    case 'connection-set':
      // What was checked before was checked for another connection.
      return { ...withConnection(state, event.connection), checks: [] };
    case 'checks-finished':
      return { ...state, checks: event.checks };
    case 'connectors-read':
      return { ...state, connectors: event.connectors, hubs: event.hubs };
    case 'source-found':
      return { ...state, source: event.source };
    case 'connectors-chosen':
      return { ...state, connectorGuids: event.guids };
    case 'accounts-read':
      return { ...state, accounts: event.accounts };
    case 'account-chosen':
      return { ...state, accountId: event.accountId };
    case 'step-left':
      return state.left.includes(event.step) ? state : { ...state, left: [...state.left, event.step] };
    case 'measurement-started':
      return {
        ...cutOffMeasuring(state),
        measuring: { id: event.id, kind: event.kind, phase: event.phase, afterMailId: event.afterMailId ?? null },
      };
    case 'measurement-failed':
      return withFailure(state, event);
    case 'measurement-finished':
      return { ...withResult(state, event.result), measuring: null };
    case 'change-announced':
      return {
        ...state,
        left: state.left.filter((step) => step !== event.plan.step),
        changes: [...state.changes, announced(event, record.at)],
      };
    case 'change-finished':
      return withOutcome(state, event.planId, event.target, () => ({
        outcome: event.outcome,
        readBack: event.readBack,
        warnings: event.warnings,
        ...(event.output === undefined ? {} : { output: event.output }),
      }));
    case 'change-failed':
      return withOutcome(state, event.planId, event.target, () => ({
        outcome: event.outcome,
        problem: event.problem,
      }));
    case 'change-settled':
      return withOutcome(state, event.planId, event.target, (change) => ({
        outcome: event.outcome,
        readBack: event.readBack,
        problem: event.outcome === 'applied' ? null : notMade(change),
      }));
    // From the announcement on it may be stopped: starting it comes before anything else.
    case 'queue-stop-announced':
    case 'queue-stopped':
      return { ...state, queue: 'stopped-by-run' };
    case 'queue-start-announced':
      return state;
    case 'queue-started':
      return { ...state, queue: 'restarted' };
    case 'run-ended':
      return { ...state, ended: true };
  }
}

function announced(event: Extract<RunEvent, { type: 'change-announced' }>, at: string): ChangeRecord {
  return {
    plan: event.plan,
    target: event.target,
    announcedAt: at,
    ...(event.writer ? { writer: event.writer } : {}),
    ...(event.accepted ? { accepted: event.accepted } : {}),
    outcome: 'unknown',
    readBack: {},
    warnings: [],
    problem: null,
  };
}

/** What is known already stays: only a change whose outcome is still unknown can get one. */
function withOutcome(
  state: RunState,
  planId: string,
  target: number,
  outcomeOf: (change: ChangeRecord) => Partial<ChangeRecord>,
): RunState {
  const isMeant = (change: ChangeRecord) =>
    change.plan.id === planId && change.target === target && change.outcome === 'unknown';
  const meant = state.changes.find(isMeant);
  if (!meant) return state;
  const outcome = outcomeOf(meant);
  return {
    ...state,
    changes: state.changes.map((change) => (isMeant(change) ? { ...change, ...outcome } : change)),
    outdated: outcome.outcome === 'applied' ? outdatedSince(state, meant.plan.targets[target]?.kind) : state.outdated,
  };
}

/** What was read of servers that are not named any more is forgotten. */
function withConnection(state: RunState, connection: Connection): RunState {
  const isOther = (key: 'exchangeServer' | 'sqlServer') =>
    state.connection !== null && !isSameServer(state.connection[key], connection[key]);
  return {
    ...state,
    connection,
    ...(isOther('exchangeServer') ? { connectors: [], hubs: [], connectorGuids: [] } : {}),
    ...(isOther('sqlServer') ? { accounts: [], accountId: null } : {}),
  };
}

/** A measurement whose end was never recorded is over; a burst among those may have left mails that nobody has counted. */
export function cutOffMeasuring(state: RunState): RunState {
  const { measuring } = state;
  if (measuring === null) return state;
  const { id, afterMailId } = measuring;
  return {
    ...state,
    measuring: null,
    cutOff: [...state.cutOff, ...(afterMailId === null ? [] : [{ id, afterMailId }])],
  };
}

/** Recorded when it failed, and once more when what a burst had queued was looked for: the later list holds. */
function withFailure(state: RunState, event: Extract<RunEvent, { type: 'measurement-failed' }>): RunState {
  const isNow = state.measuring?.id === event.id;
  const over =
    isNow && event.mayHaveMore ? cutOffMeasuring(state) : { ...state, ...(isNow ? { measuring: null } : {}) };
  return {
    ...over,
    cutOff: event.mayHaveMore ? over.cutOff : over.cutOff.filter((burst) => burst.id !== event.id),
    testMails: event.testMails ? withTestMails(state.testMails, event.testMails) : state.testMails,
  };
}

const withTestMails = (known: readonly TestMails[], added: TestMails) => [
  ...known.filter(({ marker }) => marker !== added.marker),
  added,
];

/** The newest result of each kind and phase counts; one that was stopped takes the place of no whole one that still holds. */
function withResult(state: RunState, result: Measurement): RunState {
  const { phase } = result;
  const over = result.kind === 'databaseMailBurst' ? withMailsOf(state, result) : state;
  const test = result.kind === 'databaseMailBurst' ? 'burst' : result.kind;
  const isOutdated = phase === 'after' && state.outdated.includes(test);
  if (result.stopped && state[phase][test]?.stopped === false && !isOutdated) return over;
  return {
    ...over,
    [phase]: { ...state[phase], [test]: result },
    ...(phase === 'after'
      ? {
          outdated: state.outdated.filter((each) => each !== test),
          changesAtTest: { ...state.changesAtTest, [test]: state.changes.length },
        }
      : {}),
  };
}

const withMailsOf = (state: RunState, { marker, mailIds }: TestMails): RunState => ({
  ...state,
  testMails: withTestMails(state.testMails, { marker, mailIds }),
});
