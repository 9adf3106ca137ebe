import { expect, it } from 'vitest';
import { acceptancesOf } from '../../../../shared/report/acceptances';
import { makeBurst, makeChange, makePlan, makeSmtpBurst } from '../../../support/run-fixtures';

const none = { ladder: null, smtpBurst: null, burst: null };
const nothing = { checks: [], changes: [], before: none, after: none };
const ticks = [{ id: 'sure', text: 'I am sure.' }];

it('of a name that was typed tells the reason, and of a danger, but a warning was only shown', () => {
  const risks = [
    { severity: 'danger' as const, text: 'It overwrites that.' },
    { severity: 'warning' as const, text: 'It shortens it.' },
  ];
  const plan = makePlan({ typedName: 'EX10-HUB1\\Relay SQL', risks });
  const accepted = { typedName: 'EX10-HUB1\\Relay SQL', ticks: [], reason: 'Test bench.' };
  expect(acceptancesOf({ ...nothing, changes: [makeChange({ plan, accepted })] })).toEqual([
    { where: 'Connections', what: 'It overwrites that.', reason: 'Test bench.' },
    { where: 'Connections', what: 'It shortens it.', reason: 'shown before it was confirmed' },
    { where: 'Connections', what: 'Typed to confirm: EX10-HUB1\\Relay SQL', reason: 'Test bench.' },
  ]);
});

it('of a tick tells the reason, or that there was none', () => {
  const plan = makePlan({ ticks });
  const reasons = [{ reason: 'Test bench.' }, {}].map((more) => {
    const accepted = { typedName: null, ticks: ['sure'], ...more };
    return acceptancesOf({ ...nothing, changes: [makeChange({ plan, accepted })] }).map(({ reason }) => reason);
  });
  expect(reasons).toEqual([['Test bench.'], ['no reason was given']]);
});

it('tells what was accepted before a burst, and nothing of a burst that asked for nothing', () => {
  const backlog = { ...makeBurst().backlog, unsent: 12, retrying: 3 };
  const before = { ...none, smtpBurst: makeSmtpBurst({ outside: ['a@other.example', 'b@other.example'] }) };
  const after = { ...none, burst: makeBurst({ phase: 'after', backlog }) };
  expect(acceptancesOf({ ...nothing, before, after })).toEqual([
    {
      where: 'SMTP burst, before',
      what: 'Sent to mailboxes outside Exchange’s accepted domains: a@other.example, b@other.example',
      reason: 'ticked before the test',
    },
    {
      where: 'Database Mail burst, after',
      what: 'Sent while other mail was waiting: 12 unsent, 3 retrying',
      reason: 'ticked before the test',
    },
  ]);
  const asked = { ...none, smtpBurst: makeSmtpBurst(), burst: makeBurst() };
  expect(acceptancesOf({ ...nothing, before: asked })).toEqual([]);
});
