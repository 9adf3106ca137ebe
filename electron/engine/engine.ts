import { join } from 'node:path';
import { contract } from '../../shared/contract';
import { toProblem, type Result } from '../../shared/result';
import type { Desk } from './desk';
import { startHandlers } from './handlers/start';
import type { CallContext, Engine, EngineChannel, EngineHandlers, EngineOptions } from './types';

/** These only look at the run or record a choice, so they never wait. */
const immediate: ReadonlySet<EngineChannel> = new Set<EngineChannel>([
  'start.info',
  'runs.list',
  'runs.current',
  'connect.suggest',
  'page.open',
  'step.leave',
  'connectors.choose',
  'powershell.transcript',
  'accounts.choose',
  'measure.sources',
  'ladder.script',
  'run.ticket',
  'planFile.text',
  'report.text',
  'runbook.text',
]);

/** While one of these is under way the others are refused rather than made to wait for minutes. */
const long: ReadonlySet<EngineChannel> = new Set<EngineChannel>([
  'connect.check',
  'measure.ladder',
  'measure.smtpBurst',
  'measure.burst',
  'source.prove',
  'apply',
  'databaseMail.start',
]);

/** These leave the run, and wait for what is being stopped. */
const leaving: ReadonlySet<EngineChannel> = new Set<EngineChannel>([
  'runs.close',
  'runs.create',
  'runs.open',
  'planFile.import',
]);

export function createEngine(options: EngineOptions): Engine {
  const desk: Desk = { options, runsFolder: join(options.dataFolder, 'runs'), session: null };
  const first: Partial<EngineHandlers> = startHandlers(desk);
  let all: Promise<EngineHandlers> | null = null;
  let busyWith: EngineChannel | null = null;
  /** Acts on servers come one at a time. */
  let turn: Promise<unknown> = Promise.resolve();

  async function answer(channel: EngineChannel, input: unknown, context: CallContext): Promise<Result<unknown>> {
    try {
      const found = first[channel] ?? (await (all ??= loadAll(desk)))[channel];
      // The contract pairs each channel with its own input, which the table's union type cannot say.
      const handler = found as (input: unknown, context: CallContext) => Promise<unknown>;
      return { ok: true, value: await handler(contract[channel].input.parse(input), context) };
    } catch (error) {
      return { ok: false, error: toProblem(error) };
    }
  }

  async function call(channel: EngineChannel, input: unknown, context: CallContext): Promise<Result<unknown>> {
    if (immediate.has(channel)) return answer(channel, input, context);
    if (busyWith !== null && !leaving.has(channel)) return { ok: false, error: busy(busyWith) };
    if (long.has(channel)) busyWith = channel;
    const mine = turn.then(() => answer(channel, input, context));
    turn = mine;
    const result = await mine;
    if (busyWith === channel) busyWith = null;
    return result;
  }

  return {
    call,
    async close() {
      await desk.session?.close();
      desk.session = null;
    },
  };
}

/** Loaded with the first call that a run needs. */
const loadAll = async (desk: Desk) => (await import('./handlers/all-handlers')).allHandlers(desk);

function busy(channel: EngineChannel) {
  return {
    code: 'engine/busy',
    title: 'RelayTune is still busy.',
    detail: `It is working on "${channel}".`,
    hint: 'Wait until it is done, or stop it.',
  };
}
