import { describe, expect, it } from 'vitest';
import { climbLadder } from '../../electron/engine/smtp/ladder';
import { isPostfixMissing } from '../support/postfix-tools';
import { openSink } from '../support/open-sink';

const climb = (port: number, most: number) =>
  climbLadder(
    { host: '127.0.0.1', port, localAddress: '127.0.0.1', most },
    new AbortController().signal,
    () => undefined,
  );

describe.skipIf(isPostfixMissing)('climbLadder against Postfix’s smtp-sink', () => {
  it('holds 500 sessions, sends no mail, and leaves each with QUIT', async () => {
    const sink = await openSink('-m', '600');
    const reading = await climb(sink.port, 500);
    expect(reading).toMatchObject({ opened: 500, limit: null, refusal: null });
    await expect.poll(sink.counts).toEqual({ sessions: 500, quits: 500, mails: 0 });
  });

  it.each([
    ['-Q', '421 4.0.0 Server closing connection'],
    ['-r', '450 4.3.0 Error: command failed'],
    ['-f', '500 5.3.0 Error: command failed'],
  ])(
    'opens none where the sink refuses each session (%s), in words that are no limit of sessions',
    async (option, text) => {
      const sink = await openSink(option, 'CONNECT');
      expect(await climb(sink.port, 10)).toMatchObject({ opened: 0, refusal: { text } });
      expect(sink.counts().mails).toBe(0);
    },
  );

  it('never takes a sink that hangs up at once for a limit', async () => {
    const sink = await openSink('-q', 'CONNECT');
    expect(await climb(sink.port, 10)).toMatchObject({ opened: 0, limit: null });
  });
});
