import type { Plan, PlanTarget } from './plan';

/** Names one setting of one target in the whole run, to be compared: connectors and accounts may share keys. */
export const settingId = ({ kind, key }: Pick<PlanTarget, 'kind' | 'key'>, setting: string): string =>
  JSON.stringify([kind, key, setting]);

/** The settings that a target of a plan changes; of a change that was announced, those of its own target. */
export const settingIdsOf = (target: PlanTarget | undefined): string[] =>
  target?.changes.map(({ setting }) => settingId(target, setting)) ?? [];

/** The same of one announced target of a plan. */
export const changedSettings = ({ plan, target }: { plan: Plan; target: number }): string[] =>
  settingIdsOf(plan.targets[target]);
