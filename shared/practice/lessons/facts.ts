import { settingsToRestore, type SettingToRestore } from '../../run/settings-to-restore';
import type { RunState } from '../../run/state';

/** The connectors' two limits per source, which page 3 sets. */
const limits: readonly string[] = ['MaxInboundConnectionPerSource', 'MaxInboundConnectionPercentagePerSource'];

/** What this run changed of a setting and what stands, a target each. */
export const changesOf = (state: RunState, setting: string): SettingToRestore[] =>
  settingsToRestore(state).filter((each) => each.setting === setting);

/** The connectors, as SERVER\Name, of which a limit per source stands changed. */
export const connectorsRaised = (state: RunState): string[] => [
  ...new Set(
    settingsToRestore(state)
      .filter(({ setting }) => limits.includes(setting))
      .map(({ target }) => target.name),
  ),
];

/** Whether a test found out how the servers are before anything was changed. */
export const wasMeasuredFirst = ({ before: { ladder, smtpBurst, burst } }: RunState): boolean =>
  (ladder ?? smtpBurst ?? burst) !== null;

/** `A`, `A and B`, `A, B and C`. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** How the last Database Mail burst ended, or that nobody knows. */
export function endOfBurst({ after: { burst }, outdated }: RunState): string {
  if (!burst) return 'You sent no test burst at the end, so nothing is proven yet.';
  const late = outdated.includes('burst') ? ', before your last change,' : '';
  return `Your test burst${late} sent ${burst.sent} of ${burst.asked} mails.`;
}
