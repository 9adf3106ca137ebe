import { Text } from '@fluentui/react-components';
import { useRun } from '../../run-context';

/** Said once where times are shown: in practice they are the servers', which run faster than the clock on the wall. */
export function LabTime() {
  const { state } = useRun();
  return state.mode === 'practice' ? <Text size={200}>Times are in lab time.</Text> : null;
}
