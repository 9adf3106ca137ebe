import type { InputProps } from '@fluentui/react-components';
import { useRun } from '../../run-context';

type Locked = { input: Pick<InputProps, 'readOnly' | 'appearance'>; hint: string | null };

/** How a field looks and what its hint says where a plan file names the server; `hint` is null where it can be typed. */
export function useLocked(): Locked {
  return useRun().state.planFile === null
    ? { input: {}, hint: null }
    : { input: { readOnly: true, appearance: 'filled-darker' }, hint: 'Locked: it is the plan file’s.' };
}
