import { describe, expect, it } from 'vitest';
import { lessonOf } from '../../../../../shared/practice/lessons/lessons';
import type { RunState } from '../../../../../shared/run/state';
import {
  back,
  burst,
  cutOff,
  delay,
  ladders,
  made,
  none,
  number,
  relay,
  run,
  set,
  withRelay,
} from '../../../../support/lesson-run';
import { makeBurst, makeLadder } from '../../../../support/run-fixtures';

describe('the article’s case', () => {
  const raised = 'You raised what one source can hold on EX10-HUB1\\Relay SQL Server';

  it('done', () => {
    const lesson = lessonOf(run('article', withRelay(), made(number(), delay), ladders));
    expect(lesson.slice(0, 3)).toEqual([
      `${raised}: the ladder found 20 sessions before, and 99 after.`,
      'With MaxAcknowledgementDelay at 00:00:00 Exchange 2010 no longer holds its reply back, so each session is short.',
      'After the changes you ran a ladder and no Database Mail burst, so of Database Mail’s own mails nothing is proven yet.',
    ]);
  });

  it.each<[string, Partial<RunState>]>([
    ['older than the last change', { ...ladders, outdated: ['ladder'] }],
    ['of another connector', { ...ladders, after: { ...none, ladder: makeLadder({ limit: 99 }) } }],
    ['of which one was stopped', { ...ladders, before: { ...none, ladder: makeLadder({ stopped: true }) } }],
  ])('ladders %s say nothing', (_which, measured) => {
    expect(lessonOf(run('article', withRelay(), made(number()), measured))[0]).toBe(`${raised}.`);
  });

  it.each([
    [set(relay, 'MaxInboundConnectionPercentagePerSource', '2', '3'), {}],
    [set(relay, 'MaxInboundConnectionPerSource', '20', '10'), {}],
    [number(), { MaxInboundConnection: '500' }],
  ])('changed without effect, or for the worse', (change, attributes) => {
    const state = run('article', withRelay(attributes), made(change));
    // 500 and 2 % allow 10 of one source, with 20 as with 150.
    expect(lessonOf(state)[0]).toBe(
      'You changed the limits per source on EX10-HUB1\\Relay SQL Server, and one source can hold no more there than before.',
    );
  });

  it('a delay that is shorter, and not off', () => {
    const shorter = set(relay, 'MaxAcknowledgementDelay', '00:00:30', '00:00:10');
    expect(lessonOf(run('article', made(shorter)))[1]).toBe(
      'With MaxAcknowledgementDelay at 00:00:10 Exchange 2010 holds its reply for up to 10 s, which keeps sessions open for so long.',
    );
  });

  it('cut off: nobody knows', () => {
    const lesson = lessonOf(run('article', withRelay(), made(cutOff(number()), cutOff(delay))));
    expect(lesson.slice(0, 2)).toEqual([
      'It is not known whether your change of MaxInboundConnectionPerSource on EX10-HUB1\\Relay SQL Server was made: it was cut off. The Undo page reads what stands there.',
      'It is not known whether your change of MaxAcknowledgementDelay on EX10-HUB1\\Relay SQL Server was made: it was cut off. The Undo page reads what stands there.',
    ]);
  });

  it('how the burst ended', () => {
    const stopped = { after: { ...none, burst: makeBurst({ stopped: true, sent: 40, waiting: 60 }) } };
    const end = (...parts: Partial<RunState>[]) => lessonOf(run('article', ...parts))[2];
    expect(end()).toBe('You sent no test burst at the end, so nothing is proven yet.');
    expect(end(burst(100))).toBe('Your Database Mail burst sent 100 of 100 mails.');
    expect(end(burst(98), { outdated: ['burst'] })).toBe(
      'Your Database Mail burst, before your last change, sent 98 of 100 mails.',
    );
    expect(end(stopped)).toBe('Your Database Mail burst was stopped early, and by then had sent 40 of 100 mails.');
  });

  it('left', () => {
    const [limits, delays] = lessonOf(run('article'));
    expect(limits).toMatch(/^You left the limits per source as they are/);
    expect(delays).toMatch(/^You left MaxAcknowledgementDelay/);
  });

  it('taken back', () => {
    const undone = [
      back(relay, 'MaxInboundConnectionPerSource', '150', '20'),
      back(relay, 'MaxAcknowledgementDelay', '00:00:00', '00:00:30'),
    ];
    const [limits, delays] = lessonOf(run('article', withRelay(), made(number(), delay, ...undone)));
    expect(limits).toMatch(/^You took your change of the limits per source back: one source holds 20 sessions again/);
    expect(delays).toMatch(/^You took your change of MaxAcknowledgementDelay back: .* 30 s again/);
  });
});
