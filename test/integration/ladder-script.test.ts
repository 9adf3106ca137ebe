import { describe, expect, it } from 'vitest';
import type { Phase } from '../../shared/run/measured';
import { parseLadderFile } from '../../shared/smtp/ladder-file';
import { readLadder } from '../../shared/smtp/ladder-reading';
import { ladderScript, type LadderOrder } from '../../shared/smtp/ladder-script';
import { isLong } from '../support/is-long';
import { serve } from '../support/hostile-server';
import { powerShell } from '../support/powershell';
import { startProgram } from '../support/practice-program';
import { runLadderScript } from '../support/run-ladder-script';

const isMissing = powerShell === null && process.env.CI !== 'true';
const perSource =
  '421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel';

const orderTo = (port: number, more: Partial<LadderOrder> = {}): LadderOrder => ({
  runId: '20261124-120000-abc123',
  phase: 'before',
  connectorIdentity: 'EX10-HUB1\\Relay SQL Server',
  host: '127.0.0.1',
  port,
  most: 8,
  sourceAddress: '',
  ...more,
});

/** Runs it and reads its file. */
async function climb(order: LadderOrder) {
  const { screen, errors, files } = await runLadderScript(ladderScript(order));
  const [name = '', text = ''] = Object.entries(files)[0] ?? [];
  const { said, rungs } = parseLadderFile(text, order);
  return { screen, errors, name, text, said, rungs, reading: readLadder(rungs, said.dropped) };
}

describe.skipIf(isMissing)('ladder.ps1 on the real engine', { timeout: 120_000 }, () => {
  it('measures in practice what the ladder itself measures, and is imported as such', async () => {
    const program = startProgram({ practice: { powerShell: null } });
    await program.connectPractice();
    const { fileName, text } = await program.ask('ladder.script', { phase: 'before' });
    expect(fileName).toBe('ladder.ps1');
    const { errors, files, screen } = await runLadderScript(text);
    expect(errors).toEqual([]);
    const state = await program.ask('ladder.import', { phase: 'before', text: Object.values(files)[0] ?? '' });
    expect(state.before.ladder).toMatchObject({
      kind: 'ladder',
      origin: 'script',
      opened: 20,
      limit: 20,
      alreadyOpen: 0,
      dropped: 0,
      stopped: false,
      refusal: { text: perSource, class: 'per-source-limit' },
      sourceAddress: state.source.addresses[0]?.address,
    });
    const own = (await program.ask('measure.ladder', { phase: 'before', sourceAddress: null })).before.ladder;
    expect([own?.limit, own?.opened, own?.origin]).toEqual([20, 20, 'here']);
    // What is copied from the screen says the same, broken into lines as a console would.
    const copied = screen.join('\n').replace(/.{80}/g, '$&\r\n');
    expect((await program.ask('ladder.import', { phase: 'before', text: copied })).before.ladder?.limit).toBe(20);
  });

  it('leaves with QUIT, at 15 a second at most, and says what it did', async () => {
    const { port, seen } = await serve((socket, number) =>
      number <= 4 ? socket.write('220-ready\r\n220 when you are\r\n') : socket.end(`${perSource}\r\n`),
    );
    const { name, said, rungs, screen, errors, reading } = await climb(orderTo(port));
    expect(errors).toEqual([]);
    expect(name).toBe('ladder-20261124-120000-abc123-before.json');
    expect(seen()).toBe('QUIT\r\n'.repeat(4));
    expect(said).toMatchObject({ opened: 4, dropped: 0, stopped: false, sourceAddress: '127.0.0.1', most: 8 });
    expect(reading).toMatchObject({ opened: 4, limit: 4, refusal: { text: perSource, class: 'per-source-limit' } });
    const starts = rungs.map((rung) => rung.atMs - rung.tookMs);
    expect(starts.slice(1).filter((start, index) => start - (starts[index] ?? 0) < 66)).toEqual([]);
    expect(screen[0]).toBe(
      "RelayTune's ladder for run 20261124-120000-abc123 (before), connector EX10-HUB1\\Relay SQL Server",
    );
    expect(screen.filter((line) => line.startsWith('Session '))).toHaveLength(7);
  });

  it('holds no more than it was told to, and says "at least" then', async () => {
    const { port } = await serve((socket) => socket.write('220 ready\r\n'));
    const { reading, said } = await climb(orderTo(port, { most: 5 }));
    expect([reading.opened, reading.limit, reading.refusal, said.opened]).toEqual([5, null, null, 5]);
  });

  it('notices sessions that the server closes while they are held', async () => {
    const { port } = await serve((socket, number) => {
      socket.write('220 ready\r\n');
      if (number === 2) setTimeout(() => socket.end('421 4.4.2 Connection dropped\r\n'), 100);
    });
    const { reading, said } = await climb(orderTo(port, { most: 5 }));
    expect([said.dropped, reading.opened, reading.limit]).toEqual([1, 5, null]);
  });

  // Half a minute of waiting; the program's own ladder meets such a server in every run of the tests.
  if (isLong)
    it('gives no limit for a server that says nothing, or drips', async () => {
      const { port } = await serve(
        (socket, number) =>
          number % 2 === 0 && void setInterval(() => socket.writable && socket.write('2'), 500).unref(),
      );
      const { reading } = await climb(orderTo(port));
      expect(reading).toMatchObject({ opened: 0, limit: null, refusal: { class: 'greeting-timeout' } });
    });

  it.each([
    ['closes at once', (socket) => void socket.end(), { class: 'connection-lost' }],
    [
      'closes within its greeting',
      (socket) => void socket.end('220-hel'),
      { class: 'connection-lost', text: '220-hel' },
    ],
    ['sends a line without end', (socket) => void socket.write(Buffer.alloc(200_000, 0x41)), { class: 'not-smtp' }],
    ['sends lines without end', (socket) => void socket.write('220-more\r\n'.repeat(20_000)), { class: 'not-smtp' }],
    [
      'sends bytes of any kind',
      (socket) => void socket.write(Buffer.from([0, 255, 254, 10, 34, 92, 13, 10])),
      { class: 'not-smtp' },
    ],
    ['answers 250', (socket) => void socket.write('250 hello\r\n'), { class: 'protocol-trouble', text: '250 hello' }],
    [
      'refuses for another reason',
      (socket) => void socket.end('421 4.3.2 Service not available\r\n'),
      { class: 'service-not-available' },
    ],
  ] satisfies [string, Parameters<typeof serve>[0], object][])(
    'gives no limit for a server that %s',
    async (_name, onSession, refusal) => {
      const { port } = await serve(onSession);
      const { reading, errors } = await climb(orderTo(port));
      expect(errors).toEqual([]);
      expect(reading).toMatchObject({ opened: 0, limit: null, refusal });
    },
  );

  it('gives no limit for a server that resets, or is not there', async () => {
    const { port } = await serve((socket) => void socket.resetAndDestroy());
    expect((await climb(orderTo(port))).reading).toMatchObject({
      opened: 0,
      limit: null,
      refusal: { class: 'connection-lost' },
    });
    expect((await climb(orderTo(1))).reading).toMatchObject({
      opened: 0,
      limit: null,
      refusal: { class: 'connect-refused' },
    });
  });

  it.each([
    "EX\\it's ''quoted''",
    'EX\\‘smart’ ‚quotes‛',
    'EX\\$(throw 1) $Port `n "x"',
    'EX\\a\r\nthrow "b"\n#>',
    'EX\\Rélais 💌 \u202egnirts\u0000',
    "'; throw 'x",
  ])('takes connector %j for a text and nothing else', async (connectorIdentity) => {
    const { port } = await serve((socket) => socket.write('220 ready\r\n'));
    const phases: Phase[] = isLong ? ['before', 'after'] : ['before'];
    for (const phase of phases) {
      const { said, errors, text, screen } = await climb(orderTo(port, { connectorIdentity, phase, most: 1 }));
      expect(errors).toEqual([]);
      expect(said.connectorIdentity).toBe(connectorIdentity);
      expect(text).toMatch(/^[\x21-\x7e\r\n]+$/);
      expect(screen[0]).toMatch(/^[\x20-\x7e]+$/);
    }
  });
});
