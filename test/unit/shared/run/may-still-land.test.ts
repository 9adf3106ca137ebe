import { expect, test } from 'vitest';
import { mayStillLand } from '../../../../shared/run/may-still-land';

test.each([
  ['powershell/ended', true],
  ['powershell/too-slow', true],
  ['powershell/unreadable', true],
  ['powershell/stopped', true],
  ['exchange/domain-controller', true],
  ['sql/writer-still-there', true],
  // Never begun.
  ['powershell/ended-before', false],
  ['powershell/not-started', false],
  ['sql/session-ended', false],
  // Exchange or SQL Server said no.
  ['exchange/access-denied', false],
  ['exchange/refused', false],
  ['sql/no-right', false],
])('a write that ended with %s may still land: %s', (code, may) => {
  expect(mayStillLand({ code, title: '', detail: '', hint: '' })).toBe(may);
});
