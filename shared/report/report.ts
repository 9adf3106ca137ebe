import type { Problem } from '../result';
import type { Check } from '../run/connection';
import type { Phase } from '../run/measured';
import type { LeftSteps } from '../run/left-steps';
import type { ChangeStep, EffectiveLimit, PlanTarget } from '../run/plan';
import type { ChangeRecord, RunState, TestKey } from '../run/state';
import type { PhaseFindings } from '../smtp/phase-pointers';
import type { decideVerdict } from '../run/verdict';

/** One attribute or column of a changed target. */
export type ReportAttribute = {
  name: string;
  /** As last read before the change; null where it was not read. */
  before: string | null;
  /** As read back; null where it was not. */
  after: string | null;
  /** 'own-time': the time of the last change, which every write moves. */
  mark: 'planned' | 'not-planned' | 'own-time' | 'same' | 'unknown';
};

/** One target of one plan: what was announced, and how it ended. */
export type ReportChange = {
  step: ChangeStep;
  kind: PlanTarget['kind'];
  target: string;
  key: string;
  plannedAt: string;
  announcedAt: string;
  /** Null where its end was never recorded. */
  endedAt: string | null;
  outcome: ChangeRecord['outcome'];
  command: string;
  undoCommand: string;
  whatIf: string | null;
  /** What the command printed beside warnings, '' for nothing; null where that was not told. */
  output: string | null;
  changes: PlanTarget['changes'];
  effectiveLimit: { before: EffectiveLimit; after: EffectiveLimit } | null;
  attributes: ReportAttribute[];
  warnings: string[];
  problem: Problem | null;
};

/** A warning that somebody went past: what it said, what was typed or ticked, and why. */
export type ReportAcceptance = { where: string; what: string; reason: string };

/** The evidence of a run, as JSON; every text is as it was received. */
export type Report = {
  format: 'relaytune-report';
  version: 1;
  madeAt: string;
  appVersion: string;
  runtime: string;
  run: {
    id: string;
    mode: RunState['mode'];
    scenario: string;
    ticket: string;
    user: string;
    machine: string;
    /** Of the program that began it. */
    appVersion: string;
    startedAt: string;
    /** When Finish was pressed; null while it is open. */
    endedAt: string | null;
    planFile: { savedBy: string; machine: string; savedAt: string; runId: string; sha256: string } | null;
  };
  /** What was learnt in a practice run, in sentences; empty on the user's own servers. */
  lesson: string[];
  connection: RunState['connection'];
  hubs: RunState['hubs'];
  source: RunState['source'];
  /** The connectors to change, and the Database Mail account. */
  connectors: string[];
  account: string | null;
  verdict: ReturnType<typeof decideVerdict>;
  checks: Check[];
  changes: ReportChange[];
  acceptances: ReportAcceptance[];
  before: RunState['before'];
  after: RunState['after'];
  outdated: RunState['outdated'];
  /** Sessions one source could hold by the connector's settings during each test; null = no limit, or not known. */
  limits: Record<Phase, Record<TestKey, number | null>>;
  /** What the times of the latest SMTP burst point to; null where there was none. */
  pointers: PhaseFindings | null;
  left: LeftSteps;
  testMails: { subjectStart: string; queued: number; removed: number }[];
  /** The scripts that take back what still stands, or may; null where there is nothing on that side. */
  undo: { ps1: string | null; sql: string | null };
  /** What is expected or not known, in sentences. */
  unconfirmed: string[];
  journal: {
    records: number;
    firstAt: string | null;
    lastAt: string | null;
    /** SHA-256 of the last record; each record's covers the one before. */
    sha256: string | null;
    /** Why the report is of a part of the record only; null where it was read whole. */
    damage: Problem | null;
    /** Files beside the record, each with a last line that a crash had torn: it was never part of the chain. */
    torn: string[];
    clockJumps: RunState['clockJumps'];
  };
};
