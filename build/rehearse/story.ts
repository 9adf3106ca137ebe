import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../../electron/engine/engine';
import type { EngineChannel } from '../../electron/engine/types';
import type { Input, Output } from '../../shared/contract';
import { firstAccount } from '../../shared/database-mail/first-account';
import { effectiveLimit } from '../../shared/exchange/effective-limit';
import { readConnectionLimits } from '../../shared/exchange/limits';
import { fittingConnectors, rankConnectors } from '../../shared/exchange/match';
import { ProblemError, toProblem, type Result } from '../../shared/result';
import { asksForReason } from '../../shared/run/acceptance';
import { clientOf } from '../../shared/run/client';
import type { BurstResult } from '../../shared/run/measurement';
import type { PlanRequest } from '../../shared/run/plan';
import type { RunState } from '../../shared/run/state';
import { appliedChanges } from '../../shared/run/summary-of-changes';
import { decideVerdict } from '../../shared/run/verdict';
import type { RehearseOptions } from './options';

type BurstNumbers = Pick<BurstResult, 'asked' | 'sent' | 'failed' | 'refused421' | 'timedOut' | 'perSecond' | 'p95Ms'>;
type Pair<T> = { before: T; after: T };

export type Rehearsal = {
  /** Sessions one source can hold by the rule; null = unlimited. */
  expectedLimit: Pair<number | null>;
  /** The same, measured; null = the ladder was never refused. */
  ladder: Pair<number | null>;
  databaseMailBurst: Pair<BurstNumbers>;
  changes: { target: string; setting: string; before: string; after: string }[];
  verdict: string;
  /** Wall time. Every other time is the lab's. */
  durationMs: number;
};

/** Runs the story through the engine's own channels, as the pages do, and leaves nothing behind. */
export async function rehearse(options: RehearseOptions, say: (text: string) => void): Promise<Result<Rehearsal>> {
  const startedAt = performance.now();
  const dataFolder = await mkdtemp(join(tmpdir(), 'relaytune-rehearse-'));
  const engine = createEngine({
    dataFolder,
    appVersion: 'rehearsal',
    practice: {
      seed: options.seed,
      foreignSessions: options.foreignSessions,
      ...(options.maxInbound === null ? {} : { maxInboundConnection: options.maxInbound }),
    },
  });
  const context = { signal: new AbortController().signal, progress: () => undefined };

  async function ask<C extends EngineChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
    const answer = await engine.call(channel, input, context);
    if (!answer.ok) throw new ProblemError(answer.error);
    return answer.value as Output<C>;
  }

  /** Plans, confirms and applies, as a person would who reads and accepts the confirmation screen. */
  async function change(request: PlanRequest, what: string): Promise<void> {
    say(what);
    const planned = await engine.call('plan', request, context);
    if (!planned.ok && planned.error.code === 'plan/nothing-to-change') return;
    if (!planned.ok) throw new ProblemError(planned.error);
    const plan = planned.value as Output<'plan'>;
    const confirmation = {
      hash: plan.hash,
      typedName: plan.typedName,
      ticks: plan.ticks.map((tick) => tick.id),
      ...(asksForReason(plan) ? { reason: 'These are the practice servers.' } : {}),
    };
    await ask('apply', { planId: plan.id, confirmation });
  }

  async function measure(phase: 'before' | 'after'): Promise<RunState> {
    await change({ step: 'restart' }, 'Restarting Database Mail…');
    say('Climbing the connection ladder…');
    await ask('measure.ladder', { phase, sourceAddress: null });
    say(`Sending ${options.mails} test mails…`);
    return ask('measure.burst', { phase, mails: options.mails, acceptedBacklog: 0 });
  }

  try {
    say('Starting the practice servers…');
    await ask('runs.create', { mode: 'practice', scenario: options.scenario });
    const { connection, sqlPassword } = await ask('connect.suggest', {});
    await ask('connect.check', { connection, sqlPassword });
    await ask('connectors.read', {});
    const read = await ask('accounts.read', {});
    await ask('connectors.choose', { guids: servingConnectors(read) });
    const accountId = accountOf(read, connection.profile);
    await ask('accounts.choose', { accountId });

    const before = await measure('before');
    await change(
      {
        step: 'connections',
        maxInboundConnectionPerSource: options.perSource,
        maxInboundConnectionPercentagePerSource: options.percentage,
      },
      'Raising the connection limits…',
    );
    await change(
      { step: 'efficiency', maxAcknowledgementDelay: '0', tarpitInterval: null },
      'Removing the acknowledgement delay…',
    );
    await change({ step: 'timeout', timeout: '60' }, 'Raising the Database Mail timeout…');
    await ask('connectors.read', {});
    const after = await measure('after');

    return {
      ok: true,
      value: {
        expectedLimit: { before: expected(before, options), after: expected(after, options) },
        ladder: { before: after.before.ladder?.limit ?? null, after: after.after.ladder?.limit ?? null },
        databaseMailBurst: { before: numbersOf(after.before.burst), after: numbersOf(after.after.burst) },
        changes: appliedChanges(after).map(({ target, setting, before, after: value }) => ({
          target,
          setting,
          before,
          after: value,
        })),
        verdict: decideVerdict(after).verdict,
        durationMs: Math.round(performance.now() - startedAt),
      },
    };
  } catch (error) {
    return { ok: false, error: toProblem(error) };
  } finally {
    await engine.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

function servingConnectors(state: RunState): string[] {
  const account = firstAccount(state.connection?.profile ?? '', state.accounts);
  const fitting = fittingConnectors(rankConnectors(state.connectors, clientOf({ ...state, account })));
  if (fitting.length === 0) throw new Error('No practice connector serves the SQL Server.');
  return fitting.map((one) => one.connector.guid);
}

function accountOf(state: RunState, profile: string): number {
  const account = state.accounts.find((candidate) => candidate.profiles.some((entry) => entry.name === profile));
  if (!account) throw new Error(`The practice profile ${profile} has no account.`);
  return account.accountId;
}

function expected(state: RunState, options: RehearseOptions): number | null {
  const connector = state.connectors.find((candidate) => candidate.guid === state.connectorGuids[0]);
  if (!connector) throw new Error('The practice connector is gone.');
  return effectiveLimit(readConnectionLimits(connector), options.foreignSessions).limit;
}

function numbersOf(burst: BurstResult | null): BurstNumbers {
  if (!burst) throw new Error('The test burst left no result.');
  const { asked, sent, failed, refused421, timedOut, perSecond, p95Ms } = burst;
  return { asked, sent, failed, refused421, timedOut, perSecond, p95Ms };
}
