import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../electron/engine/engine';

const context = { signal: new AbortController().signal, progress: () => undefined };

it('takes quick calls in turn, and refuses while a long act is under way', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'relaytune-turns-'));
  const engine = createEngine({ dataFolder, appVersion: 'test' });
  onTestFinished(async () => {
    await engine.close();
    await rm(dataFolder, { recursive: true, force: true });
  });
  const call = (channel: Parameters<typeof engine.call>[0], input: unknown) => engine.call(channel, input, context);

  await call('runs.create', { mode: 'practice', scenario: 'article' });
  const suggestion = await call('connect.suggest', {});
  if (!suggestion.ok) throw new Error(suggestion.error.title);
  const checking = call('connect.check', suggestion.value);
  expect(await call('connectors.read', {})).toMatchObject({ ok: false, error: { code: 'engine/busy' } });
  expect(await call('page.open', { page: 'connect' })).toMatchObject({ ok: true });
  expect(await checking).toMatchObject({ ok: true });

  const together = await Promise.all([
    call('connectors.read', {}),
    call('accounts.read', {}),
    call('step.leave', { step: 'timeout' }),
    call('connectors.read', {}),
  ]);
  expect(together.map((result) => result.ok)).toEqual([true, true, true, true]);
});

it('closes a run whose test was stopped a moment ago', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'relaytune-turns-'));
  const engine = createEngine({ dataFolder, appVersion: 'test' });
  onTestFinished(async () => {
    await engine.close();
    await rm(dataFolder, { recursive: true, force: true });
  });
  const call = (channel: Parameters<typeof engine.call>[0], input: unknown, signal = context.signal) =>
    engine.call(channel, input, { ...context, signal });
  await call('runs.create', { mode: 'practice', scenario: 'article' });
  const suggestion = await call('connect.suggest', {});
  if (suggestion.ok) await call('connect.check', suggestion.value);
  const read = await call('connectors.read', {});
  const connectors = read.ok ? (read.value as { connectors: { guid: string; name: string }[] }).connectors : [];
  await call('connectors.choose', {
    guids: connectors.filter((each) => each.name === 'Relay SQL Server').map((each) => each.guid),
  });

  const stop = new AbortController();
  const burst = call('measure.burst', { phase: 'before', mails: 50, acceptedBacklog: 0 }, stop.signal);
  await new Promise((resolve) => setTimeout(resolve, 300));
  stop.abort();
  expect(await call('runs.close', {})).toEqual({ ok: true, value: {} });
  expect(await burst).toMatchObject({ ok: true, value: { before: { burst: { stopped: true } } } });
});

it('says that no run is open', async () => {
  const engine = createEngine({ dataFolder: join(tmpdir(), 'relaytune-nowhere'), appVersion: 'test' });
  expect(await engine.call('connectors.read', {}, context)).toMatchObject({
    ok: false,
    error: { code: 'run/none-open' },
  });
  expect(await engine.call('runs.list', {}, context)).toEqual({ ok: true, value: [] });
});
