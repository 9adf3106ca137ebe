import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Lab } from '../../electron/engine/practice/lab';
import { openLab } from '../../electron/engine/practice/open-lab';
import { keepState, readState } from '../../electron/engine/practice/state-file';
import { relayConnector, startLab } from '../support/practice-lab';
import { smtpSession } from '../support/smtp-session';
import { temporaryFolder } from '../support/temporary-folder';

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'relaytune-state-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const open = (folder: string): Promise<Lab> => openLab({ folder, scenario: 'article' });

describe('a practice lab', () => {
  it('is opened again as it was left', async () => {
    const folder = await newFolder();
    const first = await open(folder);
    first.directory.set(relayConnector, { MaxInboundConnectionPerSource: '2', TarpitInterval: '00:00:01' });
    const { addresses } = first;
    const connectors = first.directory.list();
    const leftAt = first.clock.now();
    await first.close();

    const second = await open(folder);
    onTestFinished(() => second.close());
    expect(second.addresses).toEqual(addresses);
    expect(second.directory.list()).toEqual(connectors);
    // Lab time goes on where it stopped.
    expect(second.clock.now()).toBeGreaterThanOrEqual(leftAt - 1);
    const greetings = [];
    for (let tried = 0; tried < 3; tried += 1)
      greetings.push((await smtpSession(addresses.hub, 2525, addresses.sqlServer)).greeting.slice(0, 9));
    expect(greetings).toEqual(['220 ex10-', '220 ex10-', '421 4.3.2']);
  });

  it('is on disk once a change is durable, whatever comes then', async () => {
    const lab = await startLab();
    lab.directory.set(relayConnector, { MaxInboundConnectionPerSource: '77' });
    await lab.durable();
    const text = await readFile(join(lab.folder, 'lab.json'), 'utf8');
    expect(text).toContain('"MaxInboundConnectionPerSource":"77"');
    expect(await readdir(lab.folder)).toEqual(['lab.json']);
  });

  it('never stores or shows other limits while it holds sessions of others', async () => {
    const lab = await startLab({ maxInboundConnection: '300' });
    const before = lab.directory.get(relayConnector);
    const holding = lab.holdForeignSessions(150);
    await lab.durable();
    expect(lab.directory.get(relayConnector)).toEqual(before);
    const stored = await readFile(join(lab.folder, 'lab.json'), 'utf8');
    expect(stored).toContain('"MaxInboundConnection":"300"');
    await holding;
    // 2 % of 300 - 150 - 1 is 3 with the new session counted in.
    const greetings = [];
    for (let tried = 0; tried < 4; tried += 1)
      greetings.push((await smtpSession(lab.addresses.hub, 2525, lab.addresses.sqlServer)).greeting.slice(0, 3));
    expect(greetings).toEqual(['220', '220', '220', '421']);
  });

  it('is open in one program at a time', async () => {
    const folder = await newFolder();
    const lab = await open(folder);
    await expect(open(folder)).rejects.toThrow(/^This practice lab is already open/);
    // The refused one disturbs nothing.
    expect(lab.directory.list()).toHaveLength(4);
    await lab.close();
    await (await open(folder)).close();
  });

  it('takes other addresses when another program has the first ones', async () => {
    // The first two numbers drawn, both 0, are the network 127.64.1.
    const other = createServer().listen({ host: '127.64.1.10', port: 2525 });
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const draw = vi.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(0);
    onTestFinished(() => draw.mockRestore());
    const lab = await startLab();
    expect(lab.addresses.hub).not.toBe('127.64.1.10');
    expect(lab.addresses.hub).toMatch(/^127\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.10$/);
    await lab.durable();
    expect(await readFile(join(lab.folder, 'lab.json'), 'utf8')).not.toContain('127.64.1.10');
  });

  it.each([
    ['a torn file', '{"version":1,"addresses":{"hu', /cannot be read/],
    ['an empty file', '', /cannot be read/],
    ['another version', '{"version":99}', /made by another version of RelayTune/],
  ])('says what to do about %s, and leaves it as it is', async (_name, text, message) => {
    const folder = await newFolder();
    await writeFile(join(folder, 'lab.json'), text);
    await expect(open(folder)).rejects.toThrow(message);
    await expect(open(folder)).rejects.toThrow(/Start a new practice run/);
    expect(await readFile(join(folder, 'lab.json'), 'utf8')).toBe(text);
  });

  it('names the scenarios that it knows', async () => {
    await expect(openLab({ folder: await newFolder(), scenario: 'toString' })).rejects.toThrow(
      'There is no practice scenario "toString". Known: article, percentage, wrong-connector, lost-login, several-hubs, exchange-2016, service-not-available, hubs, large.',
    );
  });
});

describe('the state file', () => {
  it('is absent before the first write, then holds the newest value', async () => {
    const folder = temporaryFolder();
    expect(await readState(folder)).toBeNull();
    const file = await keepState(folder, { count: 0 });
    for (let count = 1; count <= 50; count += 1) {
      file.value.count = count;
      file.save();
    }
    await Promise.all([file.flush(), file.flush()]);
    expect(await readState(folder)).toEqual({ count: 50 });
  });

  it('writes by itself soon after a save', async () => {
    const folder = temporaryFolder();
    const file = await keepState(folder, { count: 1 });
    file.save();
    await vi.waitFor(async () => expect(await readState(folder)).toEqual({ count: 1 }), 5000);
  });

  it('goes on after a write that failed', async () => {
    const folder = temporaryFolder();
    const file = await keepState(folder, { count: 1 });
    await rm(folder, { recursive: true });
    await expect(file.flush()).rejects.toThrow();
    await keepState(folder, null);
    await file.flush();
    expect(await readState(folder)).toEqual({ count: 1 });
  });
});
