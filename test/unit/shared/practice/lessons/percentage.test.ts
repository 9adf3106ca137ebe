import { describe, expect, it } from 'vitest';
import { lessonOf } from '../../../../../shared/practice/lessons/lessons';
import {
  back,
  cutOff,
  ladders,
  made,
  none,
  percentage,
  relay,
  run,
  set,
  withRelay,
} from '../../../../support/lesson-run';
import { makeLadder } from '../../../../support/run-fixtures';

describe('the percentage trap', () => {
  const trap = withRelay({ MaxInboundConnection: '1000', MaxInboundConnectionPerSource: '100' });
  const perSource = (after: string) => set(relay, 'MaxInboundConnectionPerSource', '100', after);
  const other = set('EX10-HUB1\\Relay Scanners', 'MaxInboundConnectionPercentagePerSource', '2', '12');

  it.each([
    [[percentage('12')], /^You raised MaxInboundConnectionPercentagePerSource to 12: 2 % .* is the smaller one/],
    [
      [percentage('11')],
      /^You raised MaxInboundConnectionPercentagePerSource to 11: the direction was right, but one source can hold \d+ sessions, held by MaxInboundConnectionPercentagePerSource/,
    ],
    [
      [perSource('150')],
      /^You raised MaxInboundConnectionPerSource to 150: that was not what held it\. .* 20 sessions/,
    ],
    [
      [perSource('10')],
      /^You lowered MaxInboundConnectionPerSource to 10: that was the wrong direction\. One source can hold 10 sessions, held by MaxInboundConnectionPerSource, and it was 20 sessions before\.$/,
    ],
    [
      [percentage('12'), perSource('50')],
      /^You changed .* to 12 and .* to 50: the direction was right, but one source can hold 50 sessions, held by MaxInboundConnectionPerSource, which/,
    ],
    [[cutOff(percentage('12'))], /^It is not known whether/],
    [
      [percentage('12'), back(relay, 'MaxInboundConnectionPercentagePerSource', '12', '2')],
      /^You took your change of the limits back, so 2 % .* allows 20 sessions again/,
    ],
    [[other], /^You left the limits as they are/],
    [[], /^You left the limits as they are/],
  ])('what was done, or missed', (changes, sentence) => {
    expect(lessonOf(run('percentage', trap, made(...changes)))[0]).toMatch(sentence);
  });

  it('reckons with what was read back last', () => {
    // The connectors were read while 50 stood there, which was taken back since.
    const change = { ...percentage('12'), readBack: { MaxInboundConnectionPerSource: '100' } };
    const stale = withRelay({ MaxInboundConnection: '1000', MaxInboundConnectionPerSource: '50' });
    expect(lessonOf(run('percentage', stale, made(change)))[0]).toMatch(/ to 12: 2 % .* is the smaller one/);
  });

  it('whether the ladder had shown it', () => {
    const other = { before: { ...none, ladder: makeLadder({ connectorIdentity: 'EX10-HUB1\\Relay Scanners' }) } };
    expect(lessonOf(run('percentage', ladders))[1]).toMatch(/^Your ladder had shown it .* 20 sessions where 100/);
    for (const parts of [[], [other]])
      expect(lessonOf(run('percentage', ...parts))[1]).toMatch(/^A ladder before the change would have shown it/);
  });
});
