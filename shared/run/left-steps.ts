import { mayBeMade } from './may-be-made';
import type { RunState } from './state';
import { stepName } from './step-names';

/** The steps that were left, by name: those that changed nothing, and those of which a part was changed, or may have been. */
export type LeftSteps = { asItIs: string[]; unfinished: string[] };

export function leftSteps({ left, changes }: Pick<RunState, 'left' | 'changes'>): LeftSteps {
  const hasBegun = (step: string) => changes.some((change) => change.plan.step === step && mayBeMade(change));
  const names = (begun: boolean) => left.filter((step) => hasBegun(step) === begun).map(stepName);
  return { asItIs: names(false), unfinished: names(true) };
}

/** In sentences; empty where nothing was left. */
export const leftTexts = ({ asItIs, unfinished }: LeftSteps): string[] =>
  [
    { words: 'Left as it is', steps: asItIs },
    { words: 'Not finished, and left', steps: unfinished },
  ].flatMap(({ words, steps }) => (steps.length === 0 ? [] : [`${words}: ${steps.join(', ')}.`]));
