import { describe, expect, it } from 'vitest';
import { rehearse, type Rehearsal } from '../../build/rehearse/story';
import { parseOptions, type RehearseOptions } from '../../build/rehearse/options';

function optionsOf(...words: string[]): RehearseOptions {
  const parsed = parseOptions(words);
  if (!('options' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.options;
}

async function story(...words: string[]): Promise<Rehearsal> {
  const result = await rehearse(optionsOf(...words), () => undefined);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('the article’s case', () => {
  it('fails before, and sends everything after', { timeout: 120_000 }, async () => {
    const result = await story();
    expect(result.expectedLimit).toEqual({ before: 20, after: 100 });
    expect(result.ladder).toEqual({ before: 20, after: 100 });

    const { before, after } = result.databaseMailBurst;
    expect(before.asked).toBe(100);
    expect(before.sent + before.failed).toBe(100);
    expect(before.sent).toBeGreaterThan(0);
    expect(before.refused421).toBeGreaterThan(0);
    expect(before.timedOut).toBeGreaterThan(0);
    expect(after).toMatchObject({ asked: 100, sent: 100, failed: 0, refused421: 0, timedOut: 0 });
    expect(after.perSecond ?? 0).toBeGreaterThanOrEqual(10 * (before.perSecond ?? Infinity));

    expect(result.changes).toEqual([
      { target: 'EX10-HUB1\\Relay SQL Server', setting: 'MaxInboundConnectionPerSource', before: '20', after: '100' },
      {
        target: 'EX10-HUB1\\Relay SQL Server',
        setting: 'MaxInboundConnectionPercentagePerSource',
        before: '2',
        after: '3',
      },
      {
        target: 'EX10-HUB1\\Relay SQL Server',
        setting: 'MaxAcknowledgementDelay',
        before: '00:00:30',
        after: '00:00:00',
      },
      { target: 'Newsletter', setting: 'timeout', before: '20', after: '60' },
    ]);
    expect(result.verdict).toBe('Fixed');
    expect(result.durationMs).toBeLessThan(90_000);
  });

  it('reaches 99 with 100 alone and 2 % left', { timeout: 60_000 }, async () => {
    const result = await story('--percentage', '2', '--mails', '1');
    expect(result.expectedLimit.after).toBe(99);
    expect(result.ladder.after).toBe(99);
  });
});

describe('options', () => {
  it.each([
    [['--per-source', '0'], /--per-source: Enter a whole number from 1 to 10000, or unlimited/],
    [['--percentage', '101'], /--percentage: Enter a whole number from 1 to 100/],
    [['--max-inbound', 'many'], /--max-inbound: enter a whole number/],
    [['--foreign-sessions', '-1'], /foreign-sessions/],
    [['--mails', '1001'], /--mails: enter a whole number from 1 to 1000/],
    [['--seed', '1.5'], /--seed: enter a whole number/],
    [['--colour'], /colour/],
    [['stray'], /stray/],
  ])('refuses %j and says what to enter', (words, message) => {
    expect(parseOptions(words)).toEqual({ error: expect.stringMatching(message) as string });
  });

  it('names an unknown scenario', async () => {
    const result = await rehearse(optionsOf('--scenario', 'moon'), () => undefined);
    expect(result).toMatchObject({ ok: false, error: { detail: expect.stringContaining('moon') as string } });
  });
});
