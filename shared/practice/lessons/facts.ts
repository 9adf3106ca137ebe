import { listed } from '../../listed';
import { mayBeMade } from '../../run/may-be-made';
import { isSameValue } from '../../run/plan';
import { settingsToRestore, type SettingToRestore } from '../../run/settings-to-restore';
import type { RunState } from '../../run/state';

/** What this run changed of a setting and what stands, or may, a target each. */
export const changesOf = (state: RunState, setting: string): SettingToRestore[] =>
  settingsToRestore(state).filter((each) => each.setting === setting);

/** That nobody knows whether some of these were made, and where it is found out; null where it is known of all. */
export function notKnown(changes: readonly SettingToRestore[]): string | null {
  const open = changes.filter(({ possible }) => possible.length > 1);
  if (open.length === 0) return null;
  const settings = [...new Set(open.map(({ setting }) => setting))];
  const targets = [...new Set(open.map(({ target }) => target.name))];
  return `It is not known whether your change of ${listed(settings)} on ${listed(targets)} was made: it was cut off. The Undo page reads what stands there.`;
}

/** Whether this run ever changed one of these settings, also where that was taken back. */
export const wasChanged = ({ changes }: RunState, settings: readonly string[]): boolean =>
  changes.some((change) => {
    const made = change.plan.targets[change.target]?.changes ?? [];
    return mayBeMade(change) && made.some(({ setting }) => settings.includes(setting));
  });

/** What was done to all of these alike; `changed` where not alike, or where a value is no number. */
export function verbOf(changes: readonly SettingToRestore[]): 'raised' | 'lowered' | 'changed' {
  if (changes.every(({ before, ours }) => amount(ours) > amount(before))) return 'raised';
  return changes.every(({ before, ours }) => amount(ours) < amount(before)) ? 'lowered' : 'changed';
}

/** Not a number for NULL, which no number is above or below. */
const amount = (text: string) => (isSameValue(text, 'unlimited') ? Infinity : Number(text));

/** How the last Database Mail burst ended, or that nobody knows. */
export function endOfBurst({ after: { burst, ladder, smtpBurst }, outdated }: RunState): string {
  if (!burst && (ladder ?? smtpBurst))
    return `After the changes you ran ${ladder ? 'a ladder' : 'an SMTP burst'} and no Database Mail burst, so of Database Mail’s own mails nothing is proven yet.`;
  if (!burst) return 'You sent no test burst at the end, so nothing is proven yet.';
  const late = outdated.includes('burst') ? ', before your last change,' : '';
  const ended = burst.stopped ? 'was stopped early, and by then had sent' : 'sent';
  return `Your Database Mail burst${late} ${ended} ${burst.sent} of ${burst.asked} mails.`;
}
