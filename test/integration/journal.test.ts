import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openJournal } from '../../electron/engine/run/journal';
import { hashRecord } from '../../electron/engine/run/journal-reading';
import type { JournalRecord, RunEvent } from '../../shared/run/event';
import { makePlan } from '../support/run-fixtures';
import { problemOf } from '../support/problem-of';
import { temporaryFolder } from '../support/temporary-folder';

const now = () => new Date('2026-11-24T11:45:03.000Z');
const page = (name: 'connect' | 'connector' | 'measure'): RunEvent => ({ type: 'page-opened', page: name });
const fileOf = (folder: string) => join(folder, 'journal.jsonl');
const reopen = (folder: string) => openJournal(folder, { now });
const look = (folder: string) => openJournal(folder, { now, readOnly: true });

async function written(...events: RunEvent[]): Promise<string> {
  const folder = temporaryFolder();
  const journal = await reopen(folder);
  for (const event of events) await journal.append(event);
  await journal.close();
  return folder;
}

describe('what is written', () => {
  test('is one line a record, chained by SHA-256 over sorted JSON', async () => {
    const folder = await written(page('connect'), page('connector'));
    const first = '{"at":"2026-11-24T11:45:03.000Z","event":{"page":"connect","type":"page-opened"},"prev":"","seq":1}';
    const hash = createHash('sha256').update(first).digest('hex');
    const lines = readFileSync(fileOf(folder), 'utf8').split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0] ?? '')).toEqual({ ...(JSON.parse(first) as object), hash });
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ seq: 2, prev: hash });
    expect(lines[2]).toBe('');
  });

  test('is on disk when append resolves, and read again as it was', async () => {
    const folder = temporaryFolder();
    const journal = await reopen(folder);
    const record = await journal.append(page('connect'));
    expect(readFileSync(fileOf(folder), 'utf8')).toBe(`${JSON.stringify(record)}\n`);
    await journal.append({ type: 'change-announced', plan: makePlan(), target: 0 });
    await journal.close();

    const again = await reopen(folder);
    expect(again.records).toEqual(journal.records);
    expect(again).toMatchObject({ damage: null, tornFile: null });
    expect((await again.append(page('measure'))).seq).toBe(3);
    await again.close();
  });

  test('keeps its order when several append at once', async () => {
    const folder = temporaryFolder();
    const journal = await reopen(folder);
    const appended = await Promise.all(
      Array.from({ length: 30 }, (_, n) => journal.append(page(n % 2 ? 'connect' : 'connector'))),
    );
    await journal.close();
    expect(appended.map((record) => record.seq)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
    expect((await look(folder)).records).toHaveLength(30);
  });

  test('carries hostile text unharmed', async () => {
    const scenario = 'line\nbreak \u2028 "quotes" \\ \u0000 \uD800 ключ 😀';
    const folder = await written({
      type: 'run-started',
      mode: 'practice',
      scenario,
      user: 'u',
      machine: 'm',
      appVersion: '1',
    });
    const journal = await look(folder);
    expect(journal.damage).toBeNull();
    expect(journal.records[0]?.event).toMatchObject({ scenario });
  });

  test('is never a line that could not be read again', async () => {
    const folder = temporaryFolder();
    const journal = await reopen(folder);
    await expect(journal.append({ type: 'account-chosen', accountId: NaN })).rejects.toThrow();
    await journal.append(page('connect'));
    await journal.close();
    expect((await look(folder)).records).toHaveLength(1);
  });
});

describe('a journal from before tests were drawn over time', () => {
  const measured =
    '"connectorIdentity":"EX10-HUB1\\\\Relay SQL","endedAt":"2026-11-24T11:48:02.000Z","id":"a1b2c3d4","phase":"before","sourceAddress":"10.1.5.20","startedAt":"2026-11-24T11:48:00.000Z","stopped":false';
  const ladder = `{${measured},"host":"ex10-hub1","kind":"ladder","limit":20,"opened":20,"port":25,"refusal":{"class":"per-source-limit","text":"421 4.3.2 The maximum number"}}`;
  const burst = `{${measured},"accountId":3,"asked":2,"backlog":{"examined":9,"isComplete":true,"lastHour":0,"ownWaiting":0,"retrying":0,"unsent":0},"bestSecond":2,"bodyBytes":4096,"causes":[],"databaseMailSessions":1,"failed":0,"firstFailure":null,"foreign":[],"foreignCount":0,"kind":"databaseMailBurst","mailIds":[[1,2]],"marker":"run-a1b2c3d4","maxMs":2000,"mayArriveTwice":0,"p50Ms":500,"p95Ms":1000,"p99Ms":1500,"perSecond":2,"profile":"Bulk mail","refused421":0,"retried":0,"retries":0,"sent":2,"stoppedBy":null,"timedOut":0,"untimed":0,"waiting":0}`;

  test('opens, its chain whole, and what it does not tell is filled in', async () => {
    const folder = temporaryFolder();
    let prev = '';
    for (const [index, result] of [ladder, burst].entries()) {
      const record = {
        seq: index + 1,
        at: '2026-11-24T11:48:02.000Z',
        event: JSON.parse(`{"result":${result},"type":"measurement-finished"}`) as RunEvent,
        prev,
      };
      prev = hashRecord(record);
      appendFileSync(fileOf(folder), `${JSON.stringify({ ...record, hash: prev })}\n`);
    }
    const journal = await reopen(folder);
    expect(journal.damage).toBeNull();
    const course = { sliceMs: 1000, slices: [] };
    expect(journal.records.map(({ event }) => event)).toMatchObject([
      {
        result: {
          opened: 20,
          origin: 'here',
          machine: '',
          alreadyOpen: null,
          dropped: 0,
          slow: null,
          timeline: course,
        },
      },
      { result: { sent: 2, timeline: course } },
    ]);
    expect((await journal.append(page('measure'))).seq).toBe(3);
    await journal.close();
    expect((await look(folder)).damage).toBeNull();
  });
});

describe('a torn last line', () => {
  test('is kept aside byte for byte, wherever it tore, and the run goes on', async () => {
    const whole = await written(page('connect'), page('connector'));
    const bytes = readFileSync(fileOf(whole));
    const firstLine = bytes.indexOf(10) + 1;
    for (let length = firstLine + 1; length < bytes.length; length += 7) {
      const folder = temporaryFolder();
      writeFileSync(fileOf(folder), bytes.subarray(0, length));
      const journal = await reopen(folder);
      const torn = bytes.subarray(firstLine, length);
      expect(journal.damage).toBeNull();
      expect(journal.tornFile).toBe('journal.torn-1');
      expect(journal.records).toHaveLength(1);
      expect(readFileSync(join(folder, 'journal.torn-1'))).toEqual(torn);
      expect(statSync(fileOf(folder)).size).toBe(firstLine);
      await journal.append(page('measure'));
      await journal.close();
      expect((await look(folder)).records).toHaveLength(2);
    }
  });

  test('in the middle of a letter keeps its bytes', async () => {
    const folder = await written(page('connect'));
    appendFileSync(fileOf(folder), Buffer.from([0x7b, 0xf0, 0x9f]));
    await (await reopen(folder)).close();
    expect(readFileSync(join(folder, 'journal.torn-1'))).toEqual(Buffer.from([0x7b, 0xf0, 0x9f]));
  });

  test('never replaces an earlier one', async () => {
    const folder = await written(page('connect'));
    for (const text of ['{"first', '{"second']) {
      appendFileSync(fileOf(folder), text);
      await (await reopen(folder)).close();
    }
    expect(readFileSync(join(folder, 'journal.torn-1'), 'utf8')).toBe('{"first');
    expect(readFileSync(join(folder, 'journal.torn-2'), 'utf8')).toBe('{"second');
  });

  test('is left alone by a reader', async () => {
    const folder = await written(page('connect'));
    appendFileSync(fileOf(folder), '{"torn');
    const journal = await look(folder);
    expect(journal).toMatchObject({ damage: null, tornFile: null, records: [{ seq: 1 }] });
    expect(readdirSync(folder)).toEqual(['journal.jsonl']);
    expect((await problemOf(() => journal.append(page('measure')))).code).toBe('journal/read-only');
  });
});

describe('a damaged journal', () => {
  const events = [page('connect'), page('connector'), page('measure')];
  const linesOf = (folder: string) => readFileSync(fileOf(folder), 'utf8').split('\n').slice(0, -1);
  const rewrite = (folder: string, lines: readonly (string | undefined)[]) =>
    writeFileSync(fileOf(folder), lines.map((line) => `${line ?? ''}\n`).join(''));

  test('is found whichever byte was changed', async () => {
    const bytes = readFileSync(fileOf(await written(...events)));
    const folder = temporaryFolder();
    const missed: number[] = [];
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(fileOf(folder), changed);
      const journal = await look(folder);
      if (journal.damage === null && journal.records.length === events.length) missed.push(at);
    }
    expect(missed).toEqual([]);
  });

  test.each<[string, (lines: string[]) => (string | undefined)[], string, number]>([
    ['a line taken out', ([a, , c]) => [a, c], 'The chain breaks at line 2: ', 1],
    [
      'two lines swapped',
      ([a, b, c]) => [a, c, b],
      'changed after it was written. It and the line after it are left out.',
      1,
    ],
    ['a line twice', ([a, b, c]) => [a, b, b, c], 'The chain breaks at line 3: ', 2],
    ['the first line taken out', ([, b, c]) => [b, c], 'The chain breaks at line 1: ', 0],
    ['no JSON', ([a, , c]) => [a, 'hello', c], 'Line 2 cannot be read. It and the line after it are left out.', 1],
    [
      'an empty line',
      ([a, b, c]) => [a, '', b, c],
      'Line 2 cannot be read. It and the 2 lines after it are left out.',
      1,
    ],
  ])('%s', async (_, change, detail, whole) => {
    const folder = await written(...events);
    rewrite(folder, change(linesOf(folder)));
    const before = readFileSync(fileOf(folder));
    const journal = await reopen(folder);
    expect(journal.damage?.code).toBe('journal/damaged');
    expect(journal.damage?.detail).toContain(detail);
    expect(journal.records).toHaveLength(whole);
    expect((await problemOf(() => journal.append(page('connect')))).code).toBe('journal/damaged');
    expect(readFileSync(fileOf(folder))).toEqual(before);
  });

  test('an edited line with a new hash of its own breaks the next one', async () => {
    const folder = await written(...events);
    const lines = linesOf(folder);
    const { hash, ...rest } = JSON.parse(lines[1] ?? '') as JournalRecord;
    const edited = { ...rest, event: page('connect') };
    expect(hashRecord(edited)).not.toBe(hash);
    rewrite(folder, [lines[0], JSON.stringify({ ...edited, hash: hashRecord(edited) }), lines[2]]);
    expect((await look(folder)).damage?.detail).toBe(
      'The chain breaks at line 3: the file was changed after it was written. It is left out.',
    );
  });

  test('an event of a newer version makes it read-only, not misread', async () => {
    const folder = temporaryFolder();
    const line = { seq: 1, at: '2026-11-24T11:45:03.000Z', event: { type: 'from-the-future' }, prev: '' };
    const text = '{"at":"2026-11-24T11:45:03.000Z","event":{"type":"from-the-future"},"prev":"","seq":1}';
    rewrite(folder, [JSON.stringify({ ...line, hash: createHash('sha256').update(text).digest('hex') })]);
    expect((await look(folder)).damage).toMatchObject({
      code: 'journal/newer-format',
      detail: 'Line 1 holds something that this version does not know. It is left out.',
    });
  });
});
