import type { Plan, PlanTarget } from '../../shared/run/plan';
import type { BurstResult, LadderResult } from '../../shared/run/measurement';
import type { ChangeRecord } from '../../shared/run/state';
import type { Quantiles, SmtpBurstResult } from '../../shared/run/smtp-burst';

/** The relay connector's two limits, as page 3 plans them. */
export function makeTarget(changes: Partial<PlanTarget> = {}): PlanTarget {
  return {
    kind: 'connector',
    key: '3d1f0e0a-6a52-4f4e-9c3b-0a4b5c6d7e8f',
    name: 'EX10-HUB1\\Relay SQL',
    changes: [
      { setting: 'MaxInboundConnectionPerSource', before: '20', after: '100' },
      { setting: 'MaxInboundConnectionPercentagePerSource', before: '2', after: '3' },
    ],
    effectiveLimit: null,
    command: 'Set-ReceiveConnector',
    undoCommand: 'Set-ReceiveConnector',
    whatIf: null,
    stateHash: 'as-planned',
    ...changes,
  };
}

export function makePlan(changes: Partial<Plan> = {}): Plan {
  return {
    id: 'plan-1',
    step: 'connections',
    createdAt: '2026-11-24T14:02:00.000Z',
    targets: [makeTarget()],
    risks: [],
    typedName: null,
    ticks: [],
    hash: 'hash-1',
    ...changes,
  };
}

/** A target of a plan that was announced and written. */
export function makeChange(changes: Partial<ChangeRecord> = {}): ChangeRecord {
  return {
    plan: makePlan(),
    target: 0,
    announcedAt: '2026-11-24T14:02:05.000Z',
    outcome: 'applied',
    readBack: {},
    warnings: [],
    problem: null,
    ...changes,
  };
}

/** A burst of 100 mails that all went well; a test says what went wrong. */
export function makeBurst(changes: Partial<BurstResult> = {}): BurstResult {
  return {
    kind: 'databaseMailBurst',
    id: 'burst-1',
    phase: 'before',
    connectorIdentity: 'EX10-HUB1\\Relay SQL',
    sourceAddress: '10.1.5.20',
    startedAt: '2026-11-24T11:50:00.000Z',
    endedAt: '2026-11-24T11:52:00.000Z',
    stopped: false,
    accountId: 3,
    profile: 'Bulk mail',
    marker: 'run-7f3a2b1c',
    mailIds: [[1, 100]],
    stoppedBy: null,
    asked: 100,
    sent: 100,
    failed: 0,
    waiting: 0,
    refused421: 0,
    timedOut: 0,
    retried: 0,
    retries: 0,
    causes: [],
    firstFailure: null,
    perSecond: 2,
    bestSecond: 9,
    p50Ms: 500,
    p95Ms: 1000,
    p99Ms: 1500,
    maxMs: 2000,
    untimed: 0,
    databaseMailSessions: 2,
    mayArriveTwice: 0,
    backlog: { unsent: 0, retrying: 0, ownWaiting: 0, lastHour: 12, examined: 4000, isComplete: true },
    foreign: [],
    foreignCount: 0,
    timeline: { sliceMs: 1000, slices: [] },
    bodyBytes: 4096,
    ...changes,
  };
}

export function makeLadder(changes: Partial<LadderResult> = {}): LadderResult {
  return {
    kind: 'ladder',
    id: 'ladder-1',
    phase: 'before',
    connectorIdentity: 'EX10-HUB1\\Relay SQL',
    sourceAddress: '10.1.5.20',
    startedAt: '2026-11-24T11:48:00.000Z',
    endedAt: '2026-11-24T11:48:02.000Z',
    stopped: false,
    host: 'ex10-hub1.corp.example',
    port: 25,
    origin: 'here',
    machine: 'ADMIN-PC',
    alreadyOpen: null,
    timeline: { sliceMs: 1000, slices: [] },
    opened: 20,
    dropped: 0,
    slow: null,
    limit: 20,
    refusal: {
      text: '421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel',
      class: 'per-source-limit',
    },
    ...changes,
  };
}

/** Five values, the slowest two alike. */
export const quantiles = (p50: number, p90: number, p95: number, p99: number, max = p99, count = 100): Quantiles => ({
  count,
  p50,
  p90,
  p95,
  p99,
  max,
});

/** An SMTP burst of 100 mails that all went well; a test says what went wrong. */
export function makeSmtpBurst(changes: Partial<SmtpBurstResult> = {}): SmtpBurstResult {
  return {
    kind: 'smtpBurst',
    id: 'smtp-1',
    phase: 'before',
    connectorIdentity: 'EX10-HUB1\\Relay SQL',
    sourceAddress: '10.1.5.20',
    startedAt: '2026-11-24T11:49:00.000Z',
    endedAt: '2026-11-24T11:49:10.000Z',
    stopped: false,
    host: 'ex10-hub1.corp.example',
    port: 25,
    connections: 'one-per-mail',
    sessions: 50,
    ratePerSecond: null,
    encrypted: false,
    signedIn: false,
    marker: 'run-5a5a5a5a',
    mailboxes: 2,
    outside: [],
    bodyBytes: 4096,
    stoppedBy: null,
    queueWatched: true,
    asked: 100,
    accepted: 100,
    failed: 0,
    unanswered: 0,
    notSent: 0,
    refused421: 0,
    causes: [],
    firstFailure: null,
    mostOpen: 20,
    perSecond: 10,
    total: quantiles(400, 700, 800, 900),
    service: quantiles(300, 500, 600, 700),
    phases: [
      { phase: 'banner', took: quantiles(20, 30, 40, 50), since: quantiles(25, 35, 45, 55) },
      { phase: 'final', took: quantiles(200, 300, 400, 500), since: quantiles(400, 700, 800, 900) },
    ],
    lag: { p99Ms: 3, maxMs: 12, isTrusted: true },
    timeline: { sliceMs: 1000, slices: [] },
    ...changes,
  };
}
