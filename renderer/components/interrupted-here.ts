import { interruptedPlan, type InterruptedPlan } from '../../shared/run/interrupted';
import { useRun } from '../run-context';

/** The interrupted change that this page shows above all else; null where there is none, or none of this program's to go on with. */
export function useInterrupted(): InterruptedPlan | null {
  const { state, continuing } = useRun();
  return continuing === undefined || state.readOnly ? null : interruptedPlan(state);
}

/** How a page's main button looks: an interrupted change comes first, and has the main button of its own. */
export const useMainAppearance = (): 'primary' | 'secondary' => (useInterrupted() ? 'secondary' : 'primary');
