import { describe, expect, it } from 'vitest';
import { lessonOf } from '../../../../../shared/practice/lessons/lessons';
import type { ChangeRecord, RunState } from '../../../../../shared/run/state';
import {
  back,
  burst,
  cutOff,
  delay,
  made,
  none,
  number,
  relay,
  run,
  set,
  timeout,
  withRelay,
} from '../../../../support/lesson-run';
import { makeBurst } from '../../../../support/run-fixtures';

describe('an Exchange 2016 server', () => {
  const before = (timedOut: number): Partial<RunState> => ({ before: { ...none, burst: makeBurst({ timedOut }) } });
  const lowered = set('Newsletter', 'timeout', '20', '5');

  it.each([
    [[number()], /^You raised the limits per source/],
    [[set(relay, 'MaxInboundConnectionPerSource', '20', '10')], /^You changed .*, and not everywhere can one source/],
    [[cutOff(number())], /^It is not known whether/],
    [[number(), back(relay, 'MaxInboundConnectionPerSource', '150', '20')], /^You took .* back, which count on every/],
    [[delay], /^You left the limits per source/],
  ])('what counts', (changes, counts) => {
    expect(lessonOf(run('exchange-2016', withRelay(), made(...changes)))[0]).toMatch(counts);
  });

  it.each<[ChangeRecord[], Partial<RunState>, RegExp]>([
    [[], {}, /^You rightly left MaxAcknowledgementDelay and the timeout: .* shown and ignored\.$/],
    [[], burst(100), /^You rightly left .* ignored, and in your burst no mail was slow enough to time out\.$/],
    [[], before(3), /^You left MaxAcknowledgementDelay and the timeout: .* shown and ignored\.$/],
    [
      [delay, back(relay, 'MaxAcknowledgementDelay', '00:00:00', '00:00:30')],
      {},
      /^What you changed of MaxAcknowledgementDelay and the timeout you have taken back: from Exchange 2013/,
    ],
    [[delay], {}, /^You changed MaxAcknowledgementDelay, which brought nothing: from Exchange 2013 on .* the reply\.$/],
    [[timeout], {}, /^You raised the timeout of Newsletter from 20 to 60, without a burst before it/],
    [
      [timeout],
      before(0),
      /^You raised .* 60, which brought nothing: in your first burst no mail was slow enough to time out\.$/,
    ],
    [[timeout], before(3), /^You raised the timeout of Newsletter from 20 to 60\.$/],
    [[lowered], before(0), /^You lowered the timeout of Newsletter from 20 to 5, which makes no mail faster/],
    [[delay, timeout], before(0), /^You changed MaxAcknowledgementDelay, .* the reply\. You raised the timeout/],
    [[cutOff(timeout)], before(0), /^It is not known whether/],
  ])('what does not', (changes, measured, idle) => {
    expect(lessonOf(run('exchange-2016', made(...changes), measured))[1]).toMatch(idle);
  });
});
