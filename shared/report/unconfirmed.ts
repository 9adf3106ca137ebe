import { connectorsChosen } from '../run/connectors-chosen';
import { neverBegun } from '../run/interrupted';
import { damageOf, missingText } from '../run/known-in-part';
import type { RunState } from '../run/state';
import { timeoutWaitsForRestart } from '../run/summary-of-changes';

/** What the report must not be taken to prove, in sentences; empty where all was read or measured. */
export function unconfirmedOf(state: RunState): string[] {
  const { mode, source, changes, after, before, outdated, cutOff, queue } = state;
  const ifSo = (isSo: boolean, text: string) => (isSo ? [text] : []);
  const damage = damageOf(state.readOnly);
  const account = state.accounts.find(({ accountId }) => accountId === state.accountId);
  return [
    ...(damage ? [missingText(damage)] : []),
    ...ifSo(mode === 'practice', 'This run was practice, on built-in servers: nothing here happened on a real server.'),
    ...ifSo(
      source.proof === 'assumed' && connectorsChosen(state).length > 0,
      'The address that the SQL Server’s mail comes from is assumed: which connector serves it was worked out from it, and not proven.',
    ),
    ...changes
      .filter(({ outcome }) => outcome === 'unknown')
      .map(
        ({ plan, target }) =>
          `Whether the change of ${plan.targets[target]?.name ?? 'a target'} took effect is not known.`,
      ),
    ...[...new Set(neverBegun(state).map(({ name }) => notBegun(name, damage !== null)))],
    ...ifSo(
      changes.some(({ plan, outcome }) => plan.step === 'connections' && outcome === 'applied') &&
        (after.ladder === null || outdated.includes('ladder')),
      'The effective limit after the changes is what Microsoft’s documentation makes of the settings; no ladder has measured it.',
    ),
    ...ifSo(
      account?.timeout === null,
      'The account’s timeout is NULL: that this means 100 seconds is expected, not confirmed.',
    ),
    ...ifSo(
      timeoutWaitsForRestart(state),
      'The new timeout does not count for certain until Database Mail has restarted.',
    ),
    ...ifSo(queue === 'stopped-by-run', 'Database Mail was stopped by this run, and its start was not recorded.'),
    ...ifSo(cutOff.length > 0, 'A test was cut off: it may have queued more mails than are counted here.'),
    ...ifSo(!damage && before.burst === null && before.smtpBurst === null, 'Nothing was measured before the changes.'),
  ];
}

const notBegun = (name: string, isInPart: boolean): string =>
  isInPart ? `${name} was planned; whether it was begun is not known.` : `${name} was planned and not begun.`;
