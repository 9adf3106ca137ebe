import { describe, expect, it } from 'vitest';
import { lessonOf } from '../../../../../shared/practice/lessons/lessons';
import { back, cutOff, from, made, number, run } from '../../../../support/lesson-run';

describe('the wrong connector', () => {
  const scanners = number('EX10-HUB1\\Relay Scanners');

  it('found by a test mail', () => {
    const lesson = lessonOf(run('wrong-connector', from('127.70.1.135', 'tracking-log'), made(scanners)));
    expect(lesson.slice(0, 2)).toEqual([
      'Your test mail proved it: Database Mail sends from 127.70.1.135, the second network card.',
      'You changed EX10-HUB1\\Relay Scanners, which serves that address, whatever its name says: RemoteIPRanges decide, not names.',
    ]);
  });

  it('missed', () => {
    const lesson = lessonOf(run('wrong-connector', from('127.70.1.20', 'assumed'), made(number())));
    expect(lesson[0]).toMatch(/^You went by 127\.70\.1\.20, which nobody had proven/);
    expect(lesson[1]).toMatch(/^You changed EX10-HUB1\\Relay SQL Server, which does not serve the address/);
    expect(lesson[1]).not.toContain('as well');
    expect(lessonOf(run('wrong-connector', made(number(), scanners)))[1]).toMatch(
      /You changed Relay Scanners as well, which does serve it: take the other one back\.$/,
    );
    const undone = back('EX10-HUB1\\Relay Scanners', 'MaxInboundConnectionPerSource', '150', '20');
    expect(lessonOf(run('wrong-connector', made(scanners, undone)))[1]).toBe(
      'You took back what you changed, and Relay Scanners refuses after 20 sessions.',
    );
    expect(lessonOf(run('wrong-connector'))).toEqual([
      'You knew no address of the SQL Server’s mail: a test mail would have shown that Database Mail sends from the second network card.',
      'You changed no limit, so Relay Scanners goes on refusing after 20 sessions.',
      'The right outcome: the address proven first, Relay Scanners changed, and Relay SQL Server left as it was.',
    ]);
  });

  it('the default one changed, whose ranges hold the address', () => {
    const usual = number('EX10-HUB1\\Default EX10-HUB1');
    expect(lessonOf(run('wrong-connector', made(usual)))[1]).toBe(
      'You changed EX10-HUB1\\Default EX10-HUB1, which does not serve the address that the mail comes from: Default EX10-HUB1 has RemoteIPRanges that hold every address, and the narrower range of Relay Scanners wins.',
    );
    expect(lessonOf(run('wrong-connector', made(usual, number(), scanners)))[1]).toMatch(
      /Relay SQL Server, which do not serve .* wins; Relay SQL Server suggests it .* take the other ones back\.$/,
    );
    expect(lessonOf(run('wrong-connector', made(cutOff(scanners))))[1]).toMatch(/^It is not known whether/);
  });
});
