import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { resultText } from '../../renderer/pages/result/result-text';
import type { Report } from '../../shared/report/report';
import { canonicalJson } from '../../shared/canonical-json';
import { confirm, connections, startProgram } from '../support/practice-program';

/** A run with one change, closed; `spoil` does something to its folder before the program starts again. */
async function reopened(spoil: (folder: string) => void | Promise<void>) {
  const first = startProgram();
  const { id } = await first.connectPractice();
  const waiting = await first.ask('plan', connections);
  await first.change(connections);
  await first.close();
  const folder = join(first.dataFolder, 'runs', id);
  await spoil(folder);
  const files = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
  const before = files();
  const second = startProgram({ dataFolder: first.dataFolder });
  return { ...second, id, waiting, untouched: () => expect(files()).toEqual(before) };
}

async function lockedByAnother(folder: string): Promise<void> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  onTestFinished(() => void child.kill());
  await once(child, 'spawn');
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: child.pid, startedAt: '' }));
}

const linesOf = (folder: string) => readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
const rewrite = (folder: string, lines: string[]) =>
  writeFileSync(join(folder, 'journal.jsonl'), lines.map((line) => `${line}\n`).join(''));

function editedLater(folder: string): void {
  rewrite(
    folder,
    linesOf(folder).map((line) =>
      line.includes('"type":"change-finished"') ? line.replace('"outcome":"applied"', '"outcome":"no-change"') : line,
    ),
  );
}

function editedAndLocked(folder: string): Promise<void> {
  editedLater(folder);
  return lockedByAnother(folder);
}

function announcedEdited(folder: string): void {
  rewrite(
    folder,
    linesOf(folder).map((line) =>
      line.includes('"type":"change-announced"') ? line.replace('"before":"20"', '"before":"21"') : line,
    ),
  );
}

/** Every line as a later version would have sealed it. */
const ofNewerFormat = (folder: string) => reseal(folder, { format: 2, appVersion: '3.0.0' });

/** The same where the change was announced in words that only the later version knows. */
const announcedNewly = (folder: string) =>
  reseal(folder, { format: 2, appVersion: '3.0.0' }, (type) => (type === 'change-announced' ? 'change-begun' : type));

/** The journal anew, its hashes right, with another beginning. */
function reseal(folder: string, begun: Record<string, unknown>, typeOf = (type: string) => type): void {
  let prev = '';
  const lines = linesOf(folder).map((line) => {
    const { seq, at, event: old } = JSON.parse(line) as { seq: number; at: string; event: { type: string } };
    const event = old.type === 'run-started' ? { ...old, ...begun } : { ...old, type: typeOf(old.type) };
    const unsealed = { seq, at, event, prev };
    prev = createHash('sha256').update(canonicalJson(unsealed)).digest('hex');
    return JSON.stringify({ ...unsealed, hash: prev });
  });
  rewrite(folder, lines);
}

describe('a run that cannot be continued opens to be read', () => {
  it.each([
    ['open in another program', lockedByAnother, 'run/in-use', ['applied']],
    ['edited after it was written', editedLater, 'journal/damaged', ['unknown']],
    ['edited and open in another program', editedAndLocked, 'journal/damaged', ['unknown']],
    ['of a newer version', ofNewerFormat, 'journal/newer-format', ['applied']],
  ])('%s', async (_why, spoil, code, outcomes) => {
    const { ask, call, id, waiting, untouched } = await reopened(spoil);
    expect(await ask('runs.list', {})).toMatchObject([{ id, problem: { code } }]);
    const state = await ask('runs.open', { runId: id });
    expect(state.readOnly?.code).toBe(code);
    expect(state.changes.map((change) => change.outcome)).toEqual(outcomes);
    // Pages are turned, in memory alone.
    expect((await ask('page.open', { page: 'result' })).page).toBe('result');
    expect((await ask('runs.current', {})).readOnly?.code).toBe(code);
    const { connection, sqlPassword } = { connection: state.connection, sqlPassword: 'x' };
    if (!connection) throw new Error('The run was connected.');
    const answers = [
      await call('plan', connections),
      await call('plan', { step: 'restart' }),
      await call('apply', confirm(waiting)),
      await call('changes.settle', {}),
      await call('databaseMail.start', {}),
      await call('step.leave', { step: 'timeout' }),
      await call('runs.end', {}),
      await call('connect.check', { connection, sqlPassword }),
      await call('connectors.read', {}),
      await call('accounts.read', {}),
      await call('measure.ladder', { phase: 'after', sourceAddress: null }),
      await call('measure.burst', { phase: 'after', mails: 1, acceptedBacklog: 0 }),
    ];
    expect(answers).toEqual(answers.map(() => ({ ok: false, error: state.readOnly })));
    // Its evidence is there to be read, with what may have to be taken back.
    const undo = await ask('runbook.text', { language: 'ps1', what: 'undo', planId: null });
    expect(undo.text).toContain('MaxInboundConnectionPerSource: 100 -> 20');
    const report = JSON.parse((await ask('report.text', { kind: 'json', secrets: [] })).text) as Report;
    expect(report.undo.ps1).toContain('MaxInboundConnectionPerSource: 100 -> 20');
    await ask('runs.close', {});
    untouched();
  });

  it('of a practice case that this version does not have', async () => {
    const { ask, call, id, untouched } = await reopened((folder) => reseal(folder, { scenario: 'moon' }));
    expect(await ask('runs.list', {})).toMatchObject([{ id, problem: { code: 'practice/unknown-scenario' } }]);
    const state = await ask('runs.open', { runId: id });
    expect(state).toMatchObject({ scenario: 'moon', readOnly: { code: 'practice/unknown-scenario' } });
    expect(state.readOnly?.detail).toBe('It is called "moon".');
    expect(state.changes.map((change) => change.outcome)).toEqual(['applied']);
    expect(await call('plan', connections)).toEqual({ ok: false, error: state.readOnly });
    expect(JSON.parse((await ask('report.text', { kind: 'json', secrets: [] })).text)).toMatchObject({
      run: { scenario: 'moon' },
    });
    await ask('runs.close', {});
    untouched();
    // None is begun either, and the run that is open stays open.
    await ask('runs.open', { runId: id });
    expect(await call('runs.create', { mode: 'practice', scenario: 'moon' })).toEqual({
      ok: false,
      error: state.readOnly,
    });
    expect((await ask('runs.current', {})).id).toBe(id);
    expect(await ask('runs.list', {})).toHaveLength(1);
  });

  it('says of a newer version which it was', async () => {
    const { ask, id } = await reopened(ofNewerFormat);
    expect((await ask('runs.open', { runId: id })).readOnly?.detail).toBe(
      'RelayTune 3.0.0 wrote it in format 2; this version knows up to 1.',
    );
  });

  it('but not one of which nothing can be read', async () => {
    const { call, id } = await reopened((folder) => writeFileSync(join(folder, 'journal.jsonl'), 'hello\n'));
    expect(await call('runs.open', { runId: id })).toMatchObject({ ok: false, error: { code: 'journal/damaged' } });
    expect(await call('runs.current', {})).toMatchObject({ ok: false, error: { code: 'run/none-open' } });
  });
});

describe('a run whose record breaks at its first change', () => {
  it.each([
    ['edited', announcedEdited, 'The record of this run is damaged. The chain breaks at line 8: '],
    ['of a newer version', announcedNewly, 'This run was recorded by a newer version of RelayTune. RelayTune 3.0.0 '],
  ])('%s is never said to have changed nothing', async (_why, spoil, why) => {
    const { ask, call, id } = await reopened(spoil);
    expect(await ask('runs.list', {})).toMatchObject([{ changesApplied: 0, problem: {} }]);
    const state = await ask('runs.open', { runId: id });
    expect(state.changes).toEqual([]);

    const report = JSON.parse((await ask('report.text', { kind: 'json', secrets: [] })).text) as Report;
    expect(report.unconfirmed[0]).toMatch(/ are left out\. What could not be read is missing here, and changes may be/);
    expect(report.unconfirmed[0]).toContain(why);
    expect(report.unconfirmed).not.toContain('Nothing was measured before the changes.');
    expect(report.lesson).toEqual([]);
    expect(report.undo).toEqual({ ps1: null, sql: null });

    const html = (await ask('report.text', { kind: 'html', secrets: [] })).text;
    expect(html.indexOf(`<strong>${why}`)).toBeGreaterThan(0);
    expect(html.indexOf(`<strong>${why}`)).toBeLessThan(html.indexOf('Verdict: '));
    for (const said of [
      'No change of a setting is in the part of the record that could be read; there may be some in the rest.',
      'No change is in the part of the record that could be read; there may be some in the rest.',
      'What came after it may have changed settings: look on the servers at what they are now.',
    ])
      expect(html).toContain(said);

    const undo = await call('runbook.text', { language: 'ps1', what: 'undo', planId: null });
    expect(undo).toMatchObject({ ok: false, error: { code: 'runbook/nothing', detail: report.unconfirmed[0] } });

    const text = resultText(state).split('\n');
    expect(text[1]).toBe(report.unconfirmed[0]);
    expect(text).toContain('No change is in the part of the record that could be read; there may be some in the rest.');
    for (const told of [html, resultText(state), JSON.stringify(undo)])
      expect(told).not.toMatch(
        /(No setting|Nothing) was (changed|measured)|Everything above was|Nothing that this run changed/,
      );
  });
});

it('the undo script of a damaged run says that changes may be missing in it', async () => {
  const { ask, call, id } = await reopened(editedLater);
  await ask('runs.open', { runId: id });
  const { text } = await ask('runbook.text', { language: 'ps1', what: 'undo', planId: null });
  expect(text).toMatch(/\r\n# The record of this run is damaged\. .* changes may be among it\.\r\n/);
  expect((await ask('report.text', { kind: 'html', secrets: [] })).text).toContain(
    'What follows takes back only what could be read of the record',
  );
  expect(await call('runbook.text', { language: 'sql', what: 'undo', planId: null })).toMatchObject({
    ok: false,
    error: { detail: expect.stringContaining('changes may be among it') as string },
  });
});

it('a torn last line is told as long as the run is open, with the file that keeps it', async () => {
  const { ask, id } = await reopened((folder) =>
    writeFileSync(join(folder, 'journal.jsonl'), '{"seq":', { flag: 'a' }),
  );
  expect((await ask('runs.open', { runId: id })).keptAside).toBe('journal.torn-1');
  expect((await ask('page.open', { page: 'result' })).keptAside).toBe('journal.torn-1');
  await ask('runs.close', {});
  expect((await ask('runs.open', { runId: id })).keptAside).toBeNull();
  // The report has it for good.
  const report = JSON.parse((await ask('report.text', { kind: 'json', secrets: [] })).text) as Report;
  expect(report.journal.torn).toEqual(['journal.torn-1']);
  expect((await ask('report.text', { kind: 'html', secrets: [] })).text).toContain(
    'is not in the chain: journal.torn-1',
  );
});
